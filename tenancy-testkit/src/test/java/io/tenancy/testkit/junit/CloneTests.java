package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;

@TenancyTest(value = Bookshop.class, isolation = Isolation.CLONE)
class CloneTests {

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    @AfterAll
    static void allAreGone() throws SQLException {
        try (var connection = TestServer.shared().connectAsSuperuser("postgres");
                var query = connection.prepareStatement("select count(*) from pg_database where datname = any (?)")) {
            query.setArray(1, connection.createArrayOf("name", NAMES.toArray()));
            var rows = query.executeQuery();
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @RepeatedTest(2)
    void hasADatabaseOfItsOwnAsTheTemplateFilledIt(Books books, TwoTenants tenants, TestDatabase database)
            throws Exception {
        assertThat(NAMES.add(database.name())).isTrue();
        tenants.each((own, other) -> assertThat(books.titles()).isEmpty());
        assertThat(books.list("select code from app.currency order by 1")).containsExactly("CHF", "EUR");

        tenants.each((own, other) -> books.add(1, "for " + own)).eachSeesOnlyItsOwn(own -> "for " + own, books::titles);

        database.execute(database.owner(), "drop table app.copy");
    }

    @RepeatedTest(1)
    void copyIsAsClosedAsItsTemplate(TestDatabase database) throws SQLException {
        try (var stranger = TestServer.shared().createDatabase()) {
            // Roles are the server's: that of another database must not get in, nor may the app make tables.
            assertThatThrownBy(() -> database.connectAs(stranger.app()).close())
                    .hasMessageContaining("permission denied for database");
        }
        assertThatThrownBy(() -> database.execute(database.app(), "create temp table t (id int)"))
                .hasMessageContaining("permission denied");
    }
}
