package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.hibernate.housing.Housing;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors of PostgreSQL that void a transaction, and which Hibernate or the work may keep to itself. */
class SwallowedErrorTests {

    private static final Counters COUNTERS = Counters.shared();

    @BeforeEach
    void reset() {
        COUNTERS.reset();
    }

    @Test
    void retriesAPlanThatAMigrationMadeVoid() {
        String tenant = Housing.ROWS;
        String everything = "select c.* from counter c where id = 1";
        for (int i = 0; i < 8; i++) { // until the driver has it prepared on the server
            COUNTERS.in(
                    tenant,
                    unit -> unit.call(session -> {
                        Counters.first(session); // carries the binding
                        return session.createNativeQuery(everything, Object[].class)
                                .list();
                    }));
        }
        COUNTERS.housing.executeIn(tenant, "alter table counter add column note text");
        try {
            Completed<Integer> completed =
                    COUNTERS.in(tenant, unit -> unit.retrying(RetryPolicy.of(3)).complete((session, attempt) -> {
                        Counters.first(session);
                        return session.createNativeQuery(everything, Object[].class)
                                .list()
                                .size();
                    }));
            assertThat(completed).isEqualTo(new Completed<>(1, 2));
            assertThat(COUNTERS.metered("attempts", "0A000")).isEqualTo(1);
        } finally {
            COUNTERS.housing.executeIn(tenant, "alter table counter drop column note");
        }
    }

    @Test
    void retriesWhatHibernatesFindDoesNotTell() {
        String tenant = Housing.ROWS;
        for (int i = 0; i < 8; i++) { // until the driver has it prepared on the server
            COUNTERS.in(
                    tenant,
                    unit -> unit.call(session -> {
                        Counters.second(session); // carries the binding
                        return Counters.first(session).amount();
                    }));
        }
        COUNTERS.housing.executeIn(tenant, "alter table counter alter column amount type numeric");
        try {
            var found = new ArrayList<Boolean>();
            Completed<Long> completed =
                    COUNTERS.in(tenant, unit -> unit.retrying(RetryPolicy.of(3)).complete((session, attempt) -> {
                        Counters.second(session);
                        Counter counter = Counters.first(session);
                        found.add(counter != null);
                        return counter.amount();
                    }));
            assertThat(found).as("whether Hibernate found the row").containsExactly(false, true);
            assertThat(completed).isEqualTo(new Completed<>(0L, 2));
            assertThat(COUNTERS.metered("attempts", "0A000")).isEqualTo(1);
        } finally {
            COUNTERS.housing.executeIn(tenant, "alter table counter alter column amount type bigint");
        }
    }

    @Test
    void tellsTheErrorThatTheWorkSwallowed() {
        assertThatThrownBy(() -> COUNTERS.in(
                        Housing.ROWS,
                        unit -> unit.call(session -> {
                            session.doWork(connection -> {
                                try (Statement statement = connection.createStatement()) {
                                    statement.execute("select 1 / 0");
                                } catch (SQLException ignored) {
                                    assertThat(ignored.getSQLState()).isEqualTo("22012");
                                }
                            });
                            return Counters.first(session).amount();
                        })))
                .satisfies(e -> assertThat(Failure.of(e).sqlStates()).contains("22012"));
    }

    @Test
    void refusesToReportACommitAfterASwallowedError() {
        assertThatThrownBy(() -> COUNTERS.in(
                        Housing.ROWS,
                        unit -> unit.call(session -> {
                            RetryTests.raceOnce(session, Housing.ROWS, 1, 1);
                            try {
                                session.flush();
                            } catch (OptimisticLockException swallowed) {
                                return false;
                            }
                            return true;
                        })))
                .isInstanceOf(RollbackException.class)
                .hasMessageContaining("Savepoints");
    }
}
