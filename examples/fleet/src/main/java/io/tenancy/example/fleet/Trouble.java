package io.tenancy.example.fleet;

import io.tenancy.Actor;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.delivery.Sink;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.transaction.RetryPolicy;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What goes wrong, every few seconds. */
final class Trouble implements AutoCloseable {

    private static final String TENANT = Ground.BUSY.get(0);
    private static final long CONTESTED = -1;
    private static final long LOST = -2;

    private final HibernateTenancy tenancy;
    private final Ground ground;
    private final Clockwork clockwork = new Clockwork();
    private boolean replicaGoesOn = true;

    private Trouble(HibernateTenancy tenancy, Ground ground) {
        this.tenancy = tenancy;
        this.ground = ground;
    }

    static Trouble start(HibernateTenancy tenancy, Ground ground) {
        var trouble = new Trouble(tenancy, ground);
        Traffic.as(TENANT)
                .run(() -> tenancy.inTransaction(session -> session.persist(new Letter(CONTESTED, "contested"))));
        trouble.happen();
        return trouble;
    }

    private void happen() {
        // One holds its plan's only connection longer than allowed; one waits in vain for it.
        clockwork.every(500, () -> hold(Ground.FORGETFUL, 4));
        clockwork.every(700, () -> hold(Ground.FORGETFUL, 0));
        // Three want the only connection, one may wait.
        for (int i = 0; i < 3; i++) {
            clockwork.every(100, () -> hold(Ground.FREE, 0.2));
        }
        // Four change the same row.
        for (int i = 0; i < 4; i++) {
            clockwork.every(200, () -> Traffic.as(TENANT).run(this::contend));
        }
        clockwork.every(500, () -> open(UUID.randomUUID().toString()));
        clockwork.every(500, () -> open("nobody"));
        clockwork.every(500, () -> open(Ground.LATE_PAYER));
        clockwork.every(3000, this::suspendOrLetBack);
        clockwork.every(1000, () -> open(Ground.NEWCOMER));
        clockwork.every(2000, () -> tenancy.dataSource().getConnection().close()); // for no tenant
        clockwork.every(2000, () -> Traffic.as(TENANT).run(this::giveAway));
        clockwork.every(5000, () -> Traffic.as(TENANT).run(this::loseCommit));
        clockwork.every(2000, () -> Traffic.as(TENANT).run(this::readOneByOne));
        clockwork.every(1000, this::countAll);
        clockwork.every(20_000, this::holdReplicaUpOrLetItGoOn);
    }

    private void open(String tenant) {
        Traffic.as(tenant).run(() -> tenancy.inTransaction(session -> {}));
    }

    /** By a plain statement, which cannot carry its binding. */
    private void hold(String tenant, double seconds) throws SQLException {
        try (var scope = Traffic.as(tenant).enter();
                Connection connection = tenancy.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(" + seconds + ")");
        }
    }

    private void contend() {
        tenancy.transaction().retrying(RetryPolicy.of(2)).run(session -> {
            Letter letter = session.find(Letter.class, CONTESTED);
            session.createNativeQuery("select 1 from pg_sleep(0.05)", Integer.class)
                    .getSingleResult();
            letter.subject = "changed by " + Thread.currentThread().getName();
        });
    }

    /** A row of one tenant, said to be another's. */
    private void giveAway() {
        tenancy.transaction().run(session -> session.find(Letter.class, CONTESTED).tenantId = Ground.BUSY.get(1));
    }

    /** Its session is ended when all is written and only COMMIT is left. */
    private void loseCommit() {
        tenancy.transaction().run(session -> {
            int pid = session.createNativeQuery("select pg_backend_pid()", Integer.class)
                    .getSingleResult();
            session.persist(new Letter(LOST, "lost"));
            session.getTransaction().runBeforeCompletion(() -> ground.endSession(pid));
        });
    }

    private void readOneByOne() {
        tenancy.transaction().readOnly().run(session -> {
            for (long number = 1; number <= 20; number++) {
                session.find(Letter.class, number);
            }
        });
    }

    private void suspendOrLetBack() {
        Tenant tenant = ground.tenants().require(TenantId.of(Ground.LATE_PAYER));
        boolean active = tenant.status() == TenantStatus.ACTIVE;
        ground.registry().changeStatus(tenant, active ? TenantStatus.SUSPENDED : TenantStatus.ACTIVE);
    }

    private void holdReplicaUpOrLetItGoOn() throws SQLException {
        replicaGoesOn = !replicaGoesOn;
        ground.replay(replicaGoesOn);
    }

    /** A sink that takes everything, and every tenth time says that it did not. */
    static Sink breaking(Sink sink) {
        var batches = new AtomicInteger();
        return (events, repeated) -> {
            sink.accept(events, repeated);
            if (batches.incrementAndGet() % 10 == 0) {
                throw new IOException("The line went dead.");
            }
        };
    }

    private void countAll() {
        tenancy.asOperator(ServerName.of("main"), Actor.user("ann").withReason("count"))
                .fromTransaction(session -> session.createSelectionQuery("select count(*) from Letter", Long.class)
                        .getSingleResult());
    }

    @Override
    public void close() {
        clockwork.close();
    }
}
