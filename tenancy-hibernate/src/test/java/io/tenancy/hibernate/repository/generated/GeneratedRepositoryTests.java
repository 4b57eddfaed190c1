package io.tenancy.hibernate.repository.generated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.refusal.CrossTenantWriteException;
import jakarta.data.page.PageRequest;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Hibernate generates for Jakarta Data works on the same factory, for the tenant of its session. */
class GeneratedRepositoryTests {

    private static Housing housing;

    @BeforeAll
    static void open() {
        housing = Housing.of(Novel.TABLES, Novel.class);
    }

    @AfterAll
    static void close() {
        housing.close();
    }

    private static void as(String tenant, Consumer<Novels> work) {
        housing.statelessAs(tenant, session -> work.accept(new Novels_(session)));
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void worksForTheTenantOfItsSession(String tenant) {
        String other = Housing.other(tenant);
        as(other, novels -> novels.insert(new Novel("1", "Theirs")));
        as(tenant, novels -> {
            novels.insert(new Novel("1", "Emma"));
            novels.insert(new Novel("2", "Persuasion"));
            assertThat(novels.find("1")).map(Novel::title).contains("Emma");
            assertThat(novels.titled("%")).extracting(Novel::title).containsExactly("Emma", "Persuasion");
            assertThat(novels.all(PageRequest.ofSize(1).withoutTotal()))
                    .extracting(Novel::title)
                    .containsExactly("Emma");
        });
        housing.as(tenant, session -> {
            Repository<Novel, String> novels = Repository.of(Novel.class, session);
            assertThat(novels.require("2").title()).isEqualTo("Persuasion");
        });
        Novel theirs = housing.from(other, session -> session.find(Novel.class, "1"));
        assertThatExceptionOfType(CrossTenantWriteException.class)
                .isThrownBy(() -> as(tenant, novels -> novels.delete(theirs)));
        as(other, novels -> assertThat(novels.find("1")).map(Novel::title).contains("Theirs"));
    }
}
