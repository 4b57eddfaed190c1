package io.tenancy.hibernate.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.async.AsyncTransactions;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.transaction.Counters;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.resource.jdbc.spi.StatementInspector;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reading.Chapter;
import reading.Imprint;
import reading.Novel;
import reading.Shop;
import reading.Writer;

class FetchLedgerTests {

    private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

    private static Housing housing;

    @BeforeAll
    static void open() {
        StatementInspector own = sql -> {
            SEEN.add(sql);
            return null;
        };
        housing = Housing.of(
                Novel.TABLES,
                builder -> builder.fetchGuard(FetchGuard.warn().withRepeats(2))
                        .setting(BatchSettings.STATEMENT_BATCH_SIZE, 50)
                        .setting(BatchSettings.ORDER_INSERTS, true)
                        .setting(JdbcSettings.STATEMENT_INSPECTOR, own),
                Novel.class,
                Writer.class,
                Imprint.class,
                Chapter.class);
        housing.as(Housing.ROWS, Shop::fill);
        housing.as(Housing.OTHER_ROWS, Shop::fill);
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    @Test
    void aBatchIsOneStatement() {
        housing.as(Housing.SCHEMA, session -> {
            Shop.fill(session);
            session.flush();
            assertThat(FetchLedger.of(session).statements())
                    .filteredOn(statement -> statement.sql().matches("insert into (Writer|Imprint|Chapter) .*"))
                    .hasSize(3)
                    .allSatisfy(statement -> {
                        assertThat(statement.count()).isEqualTo(1);
                        assertThat(statement.nanos()).isPositive();
                        assertThat(statement.isSelect()).isFalse();
                    });
        });
    }

    @Test
    void aPlanFetchesThreeLevelsInOneStatement() {
        housing.as(Housing.ROWS, session -> {
            Novel novel = FetchPlan.of(Novel.class, "writer", "imprint", "chapters", "chapters.novel")
                    .find(session, 1L)
                    .orElseThrow();
            Shop.useWriters(List.of(novel));
            FetchLedger.of(session).expect().selects(1).noNPlusOne();
            assertThat(FetchPlan.of(Novel.class, "writer").find(session, 4711L)).isEmpty();
        });
        housing.as(Housing.SCHEMA, session -> assertThat(
                        FetchPlan.of(Novel.class, "writer").find(session, 4711L))
                .isEmpty());
    }

    @Test
    void anExpectationThatIsNotMetListsWhatRan() {
        housing.as(Housing.ROWS, session -> {
            Shop.writersOneByOne(session);
            FetchExpectation expectation = FetchLedger.of(session).expect();
            expectation.atMostSelects(1 + Shop.NOVELS);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(() -> expectation.selects(3))
                    .withMessageContaining("Expected 3 selects, but there were 9")
                    .withMessageContaining("8 × lazy entity reading.Writer: select");
            assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> expectation.atMostSelects(8));
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(expectation::noNPlusOne)
                    .withMessageContaining("Rows of Novel.writer");
        });
    }

    @Test
    void theApplicationsOwnInspectorGoesFirst() {
        SEEN.clear();
        housing.as(Housing.ROWS, session -> {
            session.find(Writer.class, 1L);
            assertThat(SEEN)
                    .containsExactlyElementsOf(FetchLedger.of(session).statements().stream()
                            .map(FetchedStatement::sql)
                            .toList());
        });
        assertThat(SEEN).hasSize(1);
    }

    /** Platform threads on JDK 17, virtual ones on later JDKs. */
    @Test
    void everyThreadCountsItsOwnSessionsStatements() {
        try (var async = AsyncTransactions.of(4);
                var scope = TenantContext.of(Housing.ROWS).enter()) {
            var counts = new ArrayList<CompletableFuture<Long>>();
            for (int i = 1; i <= 40; i++) {
                int finds = i % Shop.NOVELS + 1;
                counts.add(async.call(housing.tenancy.transaction(), session -> {
                    for (long id = 1; id <= finds; id++) {
                        session.find(Writer.class, id);
                    }
                    return FetchLedger.of(session).selects() - finds;
                }));
            }
            assertThat(counts)
                    .extracting(CompletableFuture::join)
                    .containsOnly(0L)
                    .hasSize(40);
        }
    }

    @Test
    void aFactoryWithoutAGuardKeepsNoLedger() {
        Counters.shared().housing.as(Housing.ROWS, session -> assertThatIllegalStateException()
                .isThrownBy(() -> FetchLedger.of(session))
                .withMessageContaining("fetchGuard"));
    }

    @Test
    void anInspectorThatIsOnlyNamedIsRefusedWithAGuard() {
        var builder = HibernateTenancy.builder(InMemoryTenants.of())
                .setting(JdbcSettings.STATEMENT_INSPECTOR, "com.example.Inspector")
                .fetchGuard(FetchGuard.observe());
        assertThatThrownBy(builder::build)
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("statement_inspector");
    }
}
