package io.tenancy.hibernate.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reading.Chapter;
import reading.Imprint;
import reading.Novel;
import reading.Shop;
import reading.Writer;

/** What the guide shows. */
class FetchGuideTests {

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(
                Novel.TABLES, FetchGuideTests::guarded, Novel.class, Writer.class, Imprint.class, Chapter.class);
        housing.as(Housing.ROWS, Shop::fill);
    }

    private static void guarded(HibernateTenancyBuilder builder) {
        builder.fetchGuard(FetchGuard.raise());
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    @Test
    void inATest() {
        var tenancy = housing.tenancy;
        try (var scope = TenantContext.of(Housing.ROWS).enter()) {
            tenancy.inTransaction(session -> {
                var plan = FetchPlan.of(Novel.class, "writer", "chapters");
                List<Novel> novels = plan.on(
                                session.createSelectionQuery("from Novel n join fetch n.imprint", Novel.class), session)
                        .getResultList();
                Shop.useWriters(novels);
                FetchLedger.of(session).expect().selects(1).noNPlusOne();
            });
        }
    }

    @Test
    void exceptions() {
        housing.as(Housing.ROWS, session -> {
            Novel novel = session.find(Novel.class, 1L);
            FetchLedger.of(session).guardBy(FetchGuard.strict());
            int chapters = FetchLedger.of(session).allowLazy(() -> chapters(novel));
            assertThat(chapters).isEqualTo(2);
        });
    }

    private static int chapters(Novel novel) {
        return Shop.chaptersOf(novel);
    }

    @Test
    void whatRan() {
        housing.as(Housing.ROWS, FetchGuideTests::print);
    }

    private static void print(Session session) {
        Shop.novels(session);
        FetchLedger.of(session)
                .statements()
                .forEach(
                        each -> System.out.println(each.count() + " × " + each.origin() + ", " + each.nanos() + " ns"));
    }
}
