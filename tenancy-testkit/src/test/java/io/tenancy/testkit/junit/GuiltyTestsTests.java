package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.allOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.tenancy.context.TenantContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Tests that are at fault fail, say why, and spoil no other. */
class GuiltyTestsTests {

    private static Events events;

    /** All in one run, so that they share their databases. */
    @BeforeAll
    static void run() {
        events = EngineTestKit.engine("junit-jupiter")
                .configurationParameter(TenancyExtension.SANDBOX_WAIT, "50")
                .selectors(Stream.of(GuiltyTestsTests.class.getDeclaredClasses())
                        .map(DiscoverySelectors::selectClass)
                        .toArray(ClassSelector[]::new))
                .execute()
                .testEvents();
    }

    @Test
    void whatIsLeftOpenInTheTestsTransactionFailsThatTestOnly() {
        assertFailed(
                Leaks.class, "transaction", "left a transaction open", "thread '", "statement: select ? where ? = ?");
        assertFailed(Leaks.class, "ofAWorker", "left a transaction open", "thread 'worker'");
        assertFailed(Leaks.class, "scope", "bound to tenant 'globex', before the test to tenant 'acme'");
        assertPassed(Leaks.class, "innocent");
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void whatIsLeftOpenInARealTransactionFailsThatTestOnly() {
        assertFailed(RealLeaks.class, "transaction", "idle in transaction", "select ? where ? = ?");
        assertFailed(RealLeaks.class, "inClone", "idle in transaction");
        assertPassed(RealLeaks.class, "innocent");
    }

    @Test
    void budgetThatIsExceededNamesTheStatements() {
        assertFailed(
                Budgets.class,
                "reads",
                "selects: expected at most 1, found 2",
                "- select title from app.book order by id\n- select title from app.book");
        assertFailed(Budgets.class, "writes", "inserts: expected at most 0, found 1", "values (current_setting(?), ?");
        assertFailed(Budgets.class, "doesAnything", "statements: expected at most 1, found 2");
        assertPassed(Budgets.class, "keepsIt");
    }

    @Test
    void threadThatWaitsForTheTestIsToldWhoHoldsTheTransaction() {
        assertFailed(
                Deadlock.class,
                "waitsForAThreadThatWaitsForIt",
                "Waited 50 ms for the test's one transaction",
                "held by thread '" + Thread.currentThread().getName() + "'",
                "statement: select set_config");
    }

    @Test
    void conflictThatDidNotHappenFailsTheTest() {
        assertFailed(VoidConflicts.class, "nobodyWrites", "shows nothing: no UPDATE or DELETE of table 'book' came");
        assertFailed(VoidConflicts.class, "nobodyCommits", "1 commits that were to fail did not come");
        assertFailed(VoidConflicts.class, "rivalDoesNothing", "wrote nothing, so there was no race");
        assertFailed(VoidConflicts.class, "oneTransactionOnly", "isolation ROLLBACK", "use CLONE or CLEAN");
    }

    @Test
    void mistakesInAnnotationsAreNamed() {
        assertFailed(Mistakes.class, "actorAlone", "@AsActor alone", "add @AsTenant");
        assertFailed(Mistakes.class, "actorOfNoKind", "@AsActor(\"ann\") refused: expected user:");
        assertFailed(NoTemplate.class, "test", "has no template");
    }

    private static void assertPassed(Class<?> tests, String method) {
        events.assertThatEvents().haveExactly(1, event(in(tests, method), finishedSuccessfully()));
    }

    private static void assertFailed(Class<?> tests, String method, String... parts) {
        events.assertThatEvents()
                .haveExactly(1, event(in(tests, method), finishedWithFailure(message(text -> Arrays.stream(parts)
                        .allMatch(text::contains)))));
    }

    private static Condition<Event> in(Class<?> tests, String method) {
        return allOf(test(tests.getName()), test(method + "("));
    }

    private static void leave(Connection connection) throws SQLException {
        connection.createStatement().execute("select 'secret' where 17 = 17");
    }

    @TenancyTest(Bookshop.class)
    @AsTenant("acme")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class Leaks {

        @Test
        @Order(1)
        void transaction(Books books) throws SQLException {
            books.add(1, "Momo");
            leave(books.begin());
        }

        @Test
        @Order(2)
        @TenancyTest(isolation = Isolation.SANDBOX)
        void ofAWorker(Books books) throws Exception {
            var leak = new FutureTask<>(() -> {
                leave(books.begin());
                return null;
            });
            new Thread(leak, "worker").start();
            leak.get();
        }

        @Test
        @Order(3)
        void scope() {
            TenantContext.of("globex").enter();
        }

        @Test
        @Order(4)
        void innocent(Books books) throws SQLException {
            assertThat(TenantContext.require("Test").tenant().value()).isEqualTo("acme");
            assertThat(books.titles()).isEmpty();
        }
    }

    @TenancyTest(value = Bookshop.class, isolation = Isolation.CLEAN)
    @AsTenant("acme")
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class RealLeaks {

        @Test
        @Order(1)
        void transaction(Books books) throws SQLException {
            books.add(1, "Momo");
            leave(books.begin());
        }

        @Test
        @Order(2)
        @TenancyTest(isolation = Isolation.CLONE)
        void inClone(Books books) throws SQLException {
            leave(books.begin());
        }

        @Test
        @Order(3)
        void innocent(Books books) throws SQLException {
            assertThat(books.titles()).isEmpty();
        }
    }

    @TenancyTest(Bookshop.class)
    @AsTenant("acme")
    static class Budgets {

        @Test
        @QueryBudget(selects = 1)
        void reads(Books books) throws SQLException {
            books.titles();
            books.titles();
        }

        @Test
        @QueryBudget(inserts = 0)
        void writes(Books books) throws SQLException {
            books.add(1, "Momo");
        }

        @Test
        @QueryBudget(statements = 1)
        void doesAnything(Books books) throws SQLException {
            books.run("lock table app.book");
            books.titles();
        }

        @Test
        @QueryBudget(selects = 1, inserts = 1, updates = 0, deletes = 0, statements = 2)
        void keepsIt(Books books) throws SQLException {
            books.add(1, "Momo");
            books.titles();
        }
    }

    @TenancyTest(value = Bookshop.class, isolation = Isolation.SANDBOX)
    @AsTenant("acme")
    static class Deadlock {

        private static final ExecutorService WORKER = Executors.newSingleThreadExecutor();

        @AfterAll
        static void stop() {
            WORKER.shutdown();
        }

        @Test
        void waitsForAThreadThatWaitsForIt(Books books) throws Exception {
            try (var open = books.begin()) {
                WORKER.submit(books::titles).get();
                open.commit();
            }
        }
    }

    @TenancyTest(value = Bookshop.class, isolation = Isolation.CLEAN)
    @AsTenant("acme")
    static class VoidConflicts {

        @Test
        void nobodyWrites(Books books, Conflicts conflicts) throws SQLException {
            conflicts.loseRaceFor("book", rival -> {});
            books.titles();
        }

        @Test
        void nobodyCommits(Conflicts conflicts) {
            conflicts.failNextCommits(1);
        }

        @Test
        void rivalDoesNothing(Books books, Conflicts conflicts) throws SQLException {
            conflicts.loseRaceFor("book", rival -> {});
            books.run("delete from app.book");
        }

        @Test
        @TenancyTest(isolation = Isolation.ROLLBACK)
        void oneTransactionOnly(Conflicts conflicts) {
            conflicts.failNextCommits(1);
        }
    }

    @TenancyTest(Bookshop.class)
    static class Mistakes {

        @Test
        @AsActor("user:ann")
        void actorAlone(Books books) {
            assertThat(books).isNotNull();
        }

        @Test
        @AsTenant("acme")
        @AsActor("ann")
        void actorOfNoKind(Books books) {
            assertThat(books).isNotNull();
        }
    }

    @TenancyTest
    static class NoTemplate {

        @Test
        void test() {}
    }
}
