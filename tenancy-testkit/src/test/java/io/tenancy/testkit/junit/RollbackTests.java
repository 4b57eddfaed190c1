package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantExecutors;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@TenancyTest(Bookshop.class)
@AsTenant("acme")
class RollbackTests {

    @RepeatedTest(3)
    void findsNothingOfTheLastTest(Books books) throws SQLException {
        assertThat(books.titles()).isEmpty();
        books.add(1, "Momo");
        assertThat(books.titles()).containsExactly("Momo");
    }

    @Test
    void nothingIsCommitted(Books books, TestDatabase database) throws SQLException {
        books.add(1, "Momo");
        try (var other = database.connectAsSuperuser();
                var statement = other.createStatement();
                var rows = statement.executeQuery("select count(*) from app.book")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @Test
    void eachTenantSeesOnlyItsOwn(Books books, TwoTenants tenants) throws Exception {
        tenants.each((own, other) -> books.add(1, "for " + own)).eachSeesOnlyItsOwn(own -> "for " + own, books::titles);
    }

    @Test
    void withoutTenantNothingIsSeenAlthoughOneWasBoundBefore(Books books, DataSource unbound) throws SQLException {
        books.add(1, "Momo");
        try (var connection = unbound.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select current_user, (select count(*) from app.book)")) {
            rows.next();
            assertThat(rows.getString(1)).startsWith("app_");
            assertThat(rows.getInt(2)).isZero();
        }
        assertThat(books.titles()).containsExactly("Momo");
    }

    @Test
    void whatTheCodeRollsBackIsGoneAndTheRestStays(Books books) throws SQLException {
        books.add(1, "Momo");
        try (var connection = books.begin();
                var statement = connection.createStatement()) {
            statement.execute("delete from app.book");
            connection.rollback();
        }
        assertThatThrownBy(() -> books.add(1, "again")).isInstanceOf(SQLException.class);
        assertThat(books.titles()).containsExactly("Momo");
    }

    @Test
    void commitChecksWhatIsDeferred(Books books) throws SQLException {
        String orphan = "insert into app.copy values ('acme', 1, 99)";
        assertThatThrownBy(() -> books.run(orphan))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        assertThat(books.list("select id from app.copy")).isEmpty();

        // Still deferred afterwards: the copy may come before its book.
        books.inTransaction(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(orphan);
                return statement.execute("insert into app.book (tenant_id, id, title) values ('acme', 99, 'Momo')");
            }
        });
        assertThat(books.list("select id from app.copy")).containsExactly("1");
    }

    @Test
    void anotherThreadIsRefused(Books books) {
        assertThatThrownBy(() -> inAnotherThread(books::titles))
                .hasMessageContaining("isolation ROLLBACK")
                .hasMessageContaining("use SANDBOX");
    }

    @Test
    void secondTransactionOfTheThreadIsRefused(Books books) throws SQLException {
        try (var first = books.begin()) {
            assertThatThrownBy(() -> books.add(1, "Momo")).hasMessageContaining("would wait for itself");
            first.rollback();
        }
        books.add(1, "Momo");
    }

    @Test
    void endByTextIsRefused(Books books) throws SQLException {
        assertThatThrownBy(() -> books.run("/* now */ COMMIT"))
                .hasMessageContaining("would end the test's one transaction");
        assertThat(books.titles()).isEmpty();
    }

    @Test
    void failedStatementWithoutTransactionSpoilsNothing(DataSource dataSource, Books books) throws SQLException {
        books.add(1, "Momo");
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("select 1/0")).hasMessageContaining("division by zero");
            assertThat(statement.execute("select 1")).isTrue();
        }
        assertThat(books.titles()).containsExactly("Momo");
    }

    @Test
    void commitOfAFailedTransactionSaysThatItIsRolledBack(Books books) throws SQLException {
        try (var connection = books.begin();
                var statement = connection.createStatement()) {
            statement.execute("insert into app.book (tenant_id, id, title) values ('acme', 1, 'Momo')");
            assertThatThrownBy(() -> statement.execute("select 1/0")).isInstanceOf(SQLException.class);
            assertThatThrownBy(connection::commit)
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        }
        assertThat(books.titles()).isEmpty();
    }

    @Test
    void savepointsAndReadOnlyWork(Books books) throws SQLException {
        try (var connection = books.begin();
                var statement = connection.createStatement()) {
            var savepoint = connection.setSavepoint();
            assertThatThrownBy(() -> statement.execute("select 1/0")).isInstanceOf(SQLException.class);
            connection.rollback(savepoint);
            assertThat(statement.execute("select 1")).isTrue();
            connection.commit();

            connection.setReadOnly(true);
            assertThatThrownBy(() -> statement.execute("insert into app.book values ('acme', 1, 'Momo')"))
                    .hasMessageContaining("read-only transaction");
            connection.rollback();
            connection.setReadOnly(false);
        }
        books.add(1, "Momo");
    }

    @Nested
    @AsTenant("globex")
    @AsActor("job:nightly")
    class Inside {

        @Test
        void hasTheTemplateOfTheClassAroundAndItsOwnTenant(Books books) throws SQLException {
            assertThat(TenantContext.require("Test"))
                    .isEqualTo(TenantContext.of("globex").withActor(Actor.job("nightly")));
            books.add(1, "Momo");
            assertThat(books.titles()).containsExactly("Momo");
        }

        @Test
        @AsTenant("acme")
        @AsActor("user:ann")
        void methodGoesBeforeItsClass() {
            assertThat(TenantContext.require("Test"))
                    .isEqualTo(TenantContext.of("acme").withActor(Actor.user("ann")));
        }
    }

    private static <T> T inAnotherThread(Callable<T> work) throws Exception {
        var executor = Executors.newSingleThreadExecutor();
        try {
            return TenantExecutors.carrying(executor).submit(work).get();
        } finally {
            executor.shutdown();
        }
    }
}
