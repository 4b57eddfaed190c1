package io.tenancy.testkit.leak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import io.tenancy.context.TenantContext;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.postgresql.PGConnection;

class LeakCheckTests {

    private static TestDatabase database;

    @BeforeAll
    static void create() {
        database = TestServer.shared().createDatabase();
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @Test
    void boundTenantFailsItsTestOnly() {
        var events = run(Scopes.class);

        events.assertThatEvents()
                .haveExactly(1, failed("leaves", "bound to tenant 'acme', before the test to no tenant"));
        events.assertThatEvents().haveExactly(1, passed("findsNothingOfTheLastOne"));
        events.assertThatEvents().haveExactly(1, passed("closes"));
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void sessionIdleInTransactionFailsItsTestOnly() {
        var events = run(Sessions.class);

        events.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                "leaves",
                                "idle in transaction",
                                "user '" + database.app().user() + "'",
                                "application 'billing'",
                                "last statement: select ? where ? = ?."));
        events.assertThatEvents().haveExactly(1, failed("leavesFailed", "idle in transaction", "select ?/?"));
        events.assertThatEvents().haveExactly(1, passed("commits"));
        events.assertThatEvents().haveExactly(1, passed("losesItsConnection"));
        assertThat(Sessions.pid).isPositive();
        events.assertThatEvents().haveExactly(1, failed("leaves", "Session " + Sessions.pid + " of"));
    }

    @Test
    void watchedCountFailsItsTestOnly() {
        var events = run(Counts.class);

        events.assertThatEvents().haveExactly(1, failed("leaves", "connections of the pool: 2, before the test 0."));
        events.assertThatEvents().haveExactly(1, passed("givesBack"));
    }

    @Test
    void leakDoesNotHideWhyTheTestFailed() {
        run(FailsAndLeaks.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        event(
                                test("fails"),
                                finishedWithFailure(
                                        message("the reason"),
                                        suppressed(0, message(text -> text.contains("tenant 'acme'"))))));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static Condition<Event> passed(String method) {
        return event(test(method + "()"), finishedSuccessfully());
    }

    private static Condition<Event> failed(String method, String... parts) {
        return event(test(method + "()"), finishedWithFailure(message(text -> Arrays.stream(parts)
                .allMatch(text::contains))));
    }

    @ExtendWith(LeakCheck.class)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Scopes {

        @Test
        @Order(1)
        void leaves() {
            TenantContext.of("acme").enter();
        }

        @Test
        @Order(2)
        void findsNothingOfTheLastOne() {
            assertThat(TenantContext.find()).isEmpty();
        }

        @Test
        @Order(3)
        void closes() {
            try (var scope = TenantContext.of("acme").enter()) {
                assertThat(TenantContext.find()).isPresent();
            }
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Sessions {

        @RegisterExtension
        static final LeakCheck leaks = LeakCheck.of(database);

        /** Ended by the check on the server's side; here lest the driver's cleaner complains. */
        private static final List<Connection> abandoned = new ArrayList<>();

        static int pid;

        @AfterAll
        static void drop() throws SQLException {
            for (var connection : abandoned) {
                connection.abort(Runnable::run);
            }
        }

        @Test
        @Order(1)
        void leaves() throws SQLException {
            var connection = open();
            pid = connection.unwrap(PGConnection.class).getBackendPID();
            connection.createStatement().execute("select 'secret' where 17 = 17");
        }

        @Test
        @Order(2)
        void commits() throws SQLException {
            try (var connection = open()) {
                connection.createStatement().execute("select 1");
                connection.commit();
            }
        }

        @Test
        @Order(3)
        void leavesFailed() throws SQLException {
            var connection = open();
            assertThatThrownBy(() -> connection.createStatement().execute("select 1/0"))
                    .hasMessageContaining("division by zero");
        }

        @Test
        @Order(4)
        void losesItsConnection() throws SQLException {
            try (var relay =
                    Relay.to(TestServer.shared().host(), TestServer.shared().port())) {
                var connection = DriverManager.getConnection(
                        database.jdbcUrl(relay.port()),
                        database.app().user(),
                        database.app().password());
                connection.setAutoCommit(false);
                connection.createStatement().execute("select 1");
                relay.cut();
                connection.abort(Runnable::run);
            }
        }

        private static Connection open() throws SQLException {
            var connection = database.connectAs(database.app());
            connection.setAutoCommit(false);
            connection.createStatement().execute("set application_name = 'billing'");
            abandoned.add(connection);
            return connection;
        }
    }

    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Counts {

        static final AtomicInteger borrowed = new AtomicInteger();

        @RegisterExtension
        static final LeakCheck leaks = new LeakCheck().watching("connections of the pool", borrowed::get);

        @Test
        @Order(1)
        void leaves() {
            borrowed.addAndGet(2);
        }

        @Test
        @Order(2)
        void givesBack() {
            borrowed.incrementAndGet();
            borrowed.decrementAndGet();
        }
    }

    @ExtendWith(LeakCheck.class)
    static class FailsAndLeaks {

        @Test
        void fails() {
            TenantContext.of("acme").enter();
            throw new IllegalStateException("the reason");
        }
    }
}
