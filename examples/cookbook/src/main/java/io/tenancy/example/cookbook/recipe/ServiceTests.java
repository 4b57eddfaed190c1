package io.tenancy.example.cookbook.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.draft.MigrationDraft;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.wall.WallTarget;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.DatabaseTemplate;
import io.tenancy.testkit.junit.Isolation;
import io.tenancy.testkit.junit.QueryBudget;
import io.tenancy.testkit.junit.TenancyTest;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.probe.ProbeMatrix;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Each test is undone by rollback, in a database that was made once for the class; one gets a database of its own. */
@TenancyTest(ServiceTests.Users.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // for the book; tests need no order
class ServiceTests {

    /** What every test finds. */
    public static final class Users implements DatabaseTemplate {

        @Override
        public void fill(TestDatabase database) throws SQLException {
            try (Connection owner = database.connectAs(database.owner());
                    Statement statement = owner.createStatement()) {
                statement.execute("create schema app");
                owner.setSchema("app");
                WallTarget.sharedRows(roles(database)).tell(owner);
                statement.execute(
                        MigrationDraft.of(List.of(Publishing.entities()), owner).script());
            }
        }

        @Override
        public HibernateTenancy open(TestDatabase database) {
            return HibernateTenancy.builder(InMemoryTenants.of(
                            Tenant.active("acme", Placement.sharedRows("main")),
                            Tenant.active("globex", Placement.sharedRows("main"))))
                    .server(Server.of("main", database.jdbcUrl(), login(database)))
                    .entities(Publishing.entities())
                    .build();
        }

        private static Login login(TestDatabase database) {
            return Login.of(database.app().user(), database.app().password());
        }

        private static Roles roles(TestDatabase database) {
            return Roles.of(
                    database.owner().user(),
                    database.app().user(),
                    database.operator().user());
        }
    }

    @RepeatedTest(2)
    @Order(1)
    @AsTenant("acme")
    @QueryBudget(selects = 2, inserts = 1) // one of the selects takes ids from the sequence
    void eachTestFindsAnEmptyTable(HibernateTenancy tenancy) {
        tenancy.inTransaction(session -> session.persist(new User("ann@example.org", "Ann"))); // commits, as ever

        assertThat(names(tenancy)).containsExactly("Ann");
    }

    @Test
    @Order(2)
    void eachTenantSeesItsOwn(HibernateTenancy tenancy, TwoTenants tenants) throws Exception {
        tenants.each((own, other) ->
                        tenancy.inTransaction(session -> session.persist(new User("ann@example.org", "Ann of " + own))))
                .eachSeesOnlyItsOwn(own -> "Ann of " + own, () -> names(tenancy));
    }

    @Test
    @Order(3)
    @AsTenant("acme")
    @TenancyTest(isolation = Isolation.CLONE)
    void aTestWithRealTransactionsGetsADatabaseOfItsOwn(HibernateTenancy tenancy) {
        tenancy.transaction().serializable().run(session -> session.persist(new User("bob@example.org", "Bob")));

        assertThat(names(tenancy)).containsExactly("Bob");
    }

    /** Every way to cross that the kit knows, on all entities; both tenants need rows of each. It commits, and cleans up. */
    @Test
    @Order(4)
    @TenancyTest(isolation = Isolation.CLONE)
    void noTenantReachesAnother(HibernateTenancy tenancy, TwoTenants tenants, TestDatabase database) throws Exception {
        tenants.each((own, other) -> Publishing.fill(tenancy));
        ProbeMatrix.of(tenancy.sessionFactory())
                .tenants(tenants)
                .witness(database::connectAsSuperuser)
                .dataSource(tenancy.dataSource())
                .run()
                .requireNoneCrossed();
    }

    private static List<String> names(HibernateTenancy tenancy) {
        return tenancy.fromTransaction(session -> session.createSelectionQuery("select name from User", String.class)
                .getResultList());
    }
}
