package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;

class CloneTests {

    private static final Set<String> NAMES = ConcurrentHashMap.newKeySet();
    private static final Set<Books> OPENED = ConcurrentHashMap.newKeySet();

    /** Two are taken, so a third is made ahead, and in vain. */
    @Test
    void eachTestHasItsOwnAndAfterTheRunNoneIsLeft() throws SQLException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(Cloned.class))
                .execute()
                .testEvents()
                .assertStatistics(tests -> tests.succeeded(3).failed(0));

        assertThat(NAMES).hasSizeBetween(3, 4);
        assertThat(OPENED).hasSameSizeAs(NAMES).allMatch(Books::isClosed);
        try (var connection = TestServer.shared().connectAsSuperuser("postgres");
                var query = connection.prepareStatement("select datname from pg_database where datname = any (?)")) {
            query.setArray(1, connection.createArrayOf("name", NAMES.toArray()));
            assertThat(query.executeQuery().next()).isFalse();
        }
    }

    /** Its services can be told from those of other tests. */
    static class Counted extends Bookshop {

        @Override
        public Books open(TestDatabase database) {
            NAMES.add(database.name());
            var books = super.open(database);
            OPENED.add(books);
            return books;
        }
    }

    @TenancyTest(value = Counted.class, isolation = Isolation.CLONE)
    static class Cloned {

        private static final Set<String> USED = ConcurrentHashMap.newKeySet();

        @RepeatedTest(2)
        void findsWhatTheTemplateFilled(Books books, TwoTenants tenants, TestDatabase database) throws Exception {
            assertThat(USED.add(database.name())).isTrue();
            tenants.each((own, other) -> assertThat(books.titles()).isEmpty());
            assertThat(books.list("select code from app.currency order by 1")).containsExactly("CHF", "EUR");

            tenants.each((own, other) -> books.add(1, "for " + own))
                    .eachSeesOnlyItsOwn(own -> "for " + own, books::titles);

            database.execute(database.owner(), "drop table app.copy");
        }

        @Test
        void isAsClosedAsItsTemplate(TestDatabase database) throws SQLException {
            try (var stranger = TestServer.shared().createDatabase()) {
                // Roles are the server's: that of another database must not get in, nor may the app make tables.
                assertThatThrownBy(() -> database.connectAs(stranger.app()).close())
                        .hasMessageContaining("permission denied for database");
            }
            assertThatThrownBy(() -> database.execute(database.app(), "create temp table t (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }
}
