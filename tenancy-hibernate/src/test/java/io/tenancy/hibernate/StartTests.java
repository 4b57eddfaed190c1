package io.tenancy.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.hibernate.blog.Country;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.BrokenWallException;
import io.tenancy.postgres.doctor.Rule;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor at the start of a factory. */
class StartTests {

    @Entity(name = "Shop")
    static class Shop {
        @Id
        long id;

        @TenantId
        String tenant;

        @ElementCollection
        List<String> words;
    }

    private TestDatabase database;

    @BeforeEach
    void open() {
        database = Blog.createDatabase();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void stopsWithEveryGapAndEveryOtherProblemAtOnce() {
        run("alter table app.seen disable row level security; grant truncate on app.seen to {app}");
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> builder()
                        .entities(Author.class)
                        .setting("hibernate.cache.keys_factory", "simple")
                        .build())
                .satisfies(refusal -> assertThat(refusal.problems())
                        .satisfiesExactly(
                                problem -> assertThat(problem).contains("keys_factory is 'simple'"),
                                problem -> assertThat(problem)
                                        .startsWith("server 'main': [truncate-granted] table app.seen")
                                        .contains("revoke TRUNCATE on table \"app\".\"seen\" from"),
                                problem -> assertThat(problem)
                                        .startsWith("server 'main': [rls-off] table app.seen")
                                        .endsWith("See docs/doctor.md#rls-off.")));
    }

    @Test
    void stopsForATableOfACollectionThatSaysNotWhoseItIs() {
        run("create table app.shop_words (shop_id bigint, words text); grant select on app.shop_words to {app}");
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> builder().entities(Shop.class).build())
                .withMessageContaining("[tenant-column-missing] table app.shop_words: found no column 'tenant'");
    }

    @Test
    void knowsTheTablesOfSharedEntitiesFromTheMapping() {
        run("create table app.country (code text primary key); grant select on app.country to {app}");
        builder().entities(Author.class, Country.class).build().close();
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> builder().entities(Author.class).build())
                .withMessageContaining("[tenant-column-missing] table app.country");
    }

    @Test
    void startsWithWhatWasReviewedOneByOne() {
        run("create table app.coupon (tenant text not null, code text unique); grant select on app.coupon to {app};"
                + " create table app.history (version text); grant select on app.history to {app}");
        var builder = builder()
                .entities(Author.class)
                .reviewed(Rule.TENANT_COLUMN_MISSING, "table history", "written by migrations, holds versions")
                .reviewed(Rule.UNIQUE_WITHOUT_TENANT, "table app.coupon", "random codes, unique for all");

        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(builder::build)
                .satisfies(refusal -> assertThat(refusal.problems())
                        .hasSize(4)
                        .allMatch(problem -> problem.contains(" table app.coupon: ")));
        run("drop table app.coupon");
        builder.build().close();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.reviewed(Rule.RLS_OFF, "table app.seen", ""))
                .withMessageContaining("expected a reason");
    }

    @Test
    void settingsTakeReviewsToo() {
        run("create table app.history (version text); grant select on app.history to {app}");
        var tenants = InMemoryTenants.of(Tenant.active("a", Placement.sharedRows("main")));
        try (var connections = TenantConnections.builder(tenants)
                .server(Blog.server("main", database))
                .build()) {
            var settings = TenancySettings.of(connections)
                    .withReviewed(Rule.TENANT_COLUMN_MISSING, "table app.history", "versions of migrations")
                    .withShared();
            assertThat(settings.routing().reviewed()).hasSize(1);
        }
    }

    /** What nobody shares yet is no gap; who comes first finds out. */
    @Test
    void startsBeforeTheTablesAreThereAndRefusesTheFirstTenant() {
        run("drop schema app cascade");
        try (HibernateTenancy tenancy = builder().entities(Author.class).build()) {
            assertThatExceptionOfType(BrokenWallException.class)
                    .isThrownBy(() -> TenantContext.of("a")
                            .run(() -> tenancy.inTransaction(session -> session.find(Author.class, 1L))))
                    .withMessageContaining("[no-tenant-table] schema app");
        }
    }

    private HibernateTenancyBuilder builder() {
        return HibernateTenancy.builder(InMemoryTenants.of(Tenant.active("a", Placement.sharedRows("main"))))
                .server(Blog.server("main", database));
    }

    private void run(String script) {
        database.execute(
                database.owner(), script.replace("{app}", database.app().user()));
    }
}
