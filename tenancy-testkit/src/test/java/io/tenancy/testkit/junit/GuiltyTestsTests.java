package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
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
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Tests that are at fault fail, say why, and spoil no other. */
class GuiltyTestsTests {

    @Test
    void whatIsLeftOpenInTheTestsTransactionFailsThatTestOnly() {
        var events = run(Leaks.class);

        events.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                "transaction",
                                "left a transaction open",
                                "thread '",
                                "statement: select ? where ? = ?"));
        events.assertThatEvents()
                .haveExactly(1, failed("scope", "bound to tenant 'globex', before the test to tenant"));
        events.assertThatEvents().haveExactly(1, passed("innocent"));
        assertThat(TenantContext.find()).isEmpty();
    }

    @Test
    void whatIsLeftOpenInARealTransactionFailsThatTestOnly() {
        var events = run(RealLeaks.class);

        events.assertThatEvents().haveExactly(1, failed("transaction", "idle in transaction", "select ? where ? = ?"));
        events.assertThatEvents().haveExactly(1, failed("inClone", "idle in transaction"));
        events.assertThatEvents().haveExactly(1, passed("innocent"));
    }

    @Test
    void budgetThatIsExceededNamesTheStatements() {
        var events = run(Budgets.class);

        events.assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                "reads",
                                "selects: expected at most 1, found 2",
                                "- select title from app.book order by id\n- select title from app.book"));
        events.assertThatEvents()
                .haveExactly(
                        1, failed("writes", "inserts: expected at most 0, found 1", "values (current_setting(?), ?"));
        events.assertThatEvents().haveExactly(1, failed("doesAnything", "statements: expected at most 1, found 2"));
        events.assertThatEvents().haveExactly(1, passed("keepsIt"));
    }

    @Test
    void threadThatWaitsForTheTestIsToldWhoHoldsTheTransaction() {
        run(Deadlock.class)
                .assertThatEvents()
                .haveExactly(
                        1,
                        failed(
                                "waitsForAThreadThatWaitsForIt",
                                "Waited 50 ms for the test's one transaction",
                                "held by thread '" + Thread.currentThread().getName() + "'",
                                "statement: select set_config"));
    }

    @Test
    void conflictThatDidNotHappenFailsTheTest() {
        var events = run(VoidConflicts.class);

        events.assertThatEvents()
                .haveExactly(1, failed("nobodyWrites", "shows nothing: no UPDATE or DELETE of table 'book' came"));
        events.assertThatEvents().haveExactly(1, failed("nobodyCommits", "1 commits that were to fail did not come"));
        events.assertThatEvents().haveExactly(1, failed("rivalDoesNothing", "wrote nothing, so there was no race"));
        events.assertThatEvents()
                .haveExactly(1, failed("oneTransactionOnly", "isolation ROLLBACK", "use CLONE or CLEAN"));
    }

    @Test
    void mistakesInAnnotationsAreNamed() {
        var events = run(Mistakes.class);

        events.assertThatEvents().haveExactly(1, failed("actorAlone", "@AsActor alone", "add @AsTenant"));
        events.assertThatEvents().haveExactly(1, failed("actorOfNoKind", "@AsActor(\"ann\") refused: expected user:"));
        run(NoTemplate.class).assertThatEvents().haveExactly(1, failed("test", "has no template"));
    }

    private static Events run(Class<?> tests) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter(TenancyExtension.SANDBOX_WAIT, "50")
                .selectors(selectClass(tests))
                .execute()
                .testEvents();
    }

    private static Condition<Event> passed(String method) {
        return event(test(method + "("), finishedSuccessfully());
    }

    private static Condition<Event> failed(String method, String... parts) {
        return event(test(method + "("), finishedWithFailure(message(text -> Arrays.stream(parts)
                .allMatch(text::contains))));
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
        void scope() {
            TenantContext.of("globex").enter();
        }

        @Test
        @Order(3)
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
