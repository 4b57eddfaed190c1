package io.tenancy.hibernate.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.context.Deadline;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work that has only so much time does not wait for its connection any longer, however its time was limited. */
@Timeout(120)
class ConnectionWaitTests {

    private static final Counters COUNTERS = Counters.shared();

    private final List<Connection> held = new ArrayList<>();

    /** All that the pool has is in the hands of another tenant, on another thread. */
    @BeforeEach
    void holdAll() {
        TenantConnections connections = TenantRouting.find(
                        COUNTERS.housing.tenancy.sessionFactory().unwrap(SessionFactoryImplementor.class))
                .orElseThrow()
                .connections();
        int all = connections.servers().get(0).maximumPoolSize();
        var holding = TenantContext.of(Housing.OTHER_ROWS).withCorrelationId("holds all");
        CompletableFuture.runAsync(() -> holding.run(() -> {
                    for (int i = 0; i < all; i++) {
                        held.add(opened(connections));
                    }
                }))
                .join();
    }

    private static Connection opened(TenantConnections connections) {
        try {
            return connections.openCurrent();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void giveAllBackAndGoOn() throws SQLException {
        for (Connection each : held) {
            each.close();
        }
        TenantContext.of(Housing.ROWS).run(() -> COUNTERS.unit().run(Counters::first));
    }

    @Test
    void theTimeoutOfAUnitOfWork() {
        requireRefused(() -> COUNTERS.unit().timeout(Duration.ofMillis(500)).run(Counters::first));
    }

    @Test
    void theDeadlineOfTheContext() {
        requireRefused(() -> {
            try (var scope = Deadline.in(Duration.ofMillis(500)).enter()) {
                COUNTERS.unit().run(Counters::first);
            }
        });
    }

    @Test
    void theTimeoutOfATransactionOfHibernateOrJakarta() {
        requireRefused(() -> inSession(session -> {
            session.getTransaction().setTimeout(1);
            session.getTransaction().begin();
        }));
    }

    private static void inSession(Consumer<Session> work) {
        try (Session session = COUNTERS.housing.tenancy.sessionFactory().openSession()) {
            work.accept(session);
        }
    }

    private static void requireRefused(Runnable work) {
        TenantContext.of(Housing.ROWS).run(() -> {
            var refusal = catchThrowableOfType(TenantThrottledException.class, work::run);
            assertThat(refusal).isNotNull();
            assertThat(refusal.limit()).isEqualTo(Limit.DEADLINE);
            assertThat(Deadline.current()).as("what is left behind").isSameAs(Deadline.NONE);
        });
    }
}
