package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.transaction.RetryPolicy;
import io.tenancy.hibernate.transaction.UnitOfWork;
import io.tenancy.migrate.event.MigrationEvent.TargetFinished;
import io.tenancy.migrate.event.MigrationEvent.TargetStarted;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTables;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Columns change their types, while the application reads and writes them: in own schemas, and in shared rows, where
 * connections keep the plans that the change makes void.
 */
class ColumnTypeTests {

    private static final int ROWS = 4;
    private static final List<TenantId> SHARING = List.of(TenantId.of("r1"), TenantId.of("r2"));
    /** Of a plan that the change made void, a lock, serialization, a deadlock, another's change of the row. */
    private static final Set<String> RETRYABLE = Set.of("none", "0A000", "55P03", "40001", "40P01", "version");

    private final TestFleet fleet = TestFleet.of();
    private final ScriptFolder scripts = new ScriptFolder().with("V1__reading.sql", Reading.TABLE);
    private final InMemoryTenants tenants = InMemoryTenants.of();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void changeUnderLoadWithoutAWrongValue() throws Exception {
        change(3, 4, 20);
    }

    @Test
    @Tag("stress")
    void changeUnderHeavyLoadWithoutAWrongValue() throws Exception {
        assertThat(change(40, 24, 400)).as("plans that were void").containsKey("0A000");
    }

    /** @param least so many commits has each tenant before the change of its schema begins, and again when it is over */
    private Map<String, Double> change(int size, int threads, int least) throws Exception {
        long seed = Long.getLong("load.seed", System.nanoTime());
        List<TenantId> all = provision(size);
        try (HibernateTenancy service = service()) {
            all.forEach(tenant -> TenantContext.of(tenant)
                    .run(() -> service.inTransaction(
                            session -> IntStream.range(0, ROWS).forEach(row -> session.persist(new Reading(row))))));
            var load = new Load(service, all, seed);
            ExecutorService crowd = Executors.newFixedThreadPool(threads);
            try {
                List<Future<?>> workers = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    int number = i;
                    workers.add(crowd.submit(() -> load.run(number)));
                }
                load.awaitEach(least, Map.of(), workers);
                Map<TenantId, Long> begun = new ConcurrentHashMap<>();
                Map<TenantId, Long> ended = new ConcurrentHashMap<>();
                scripts.with("V2__types.sql", Reading.CHANGE);
                RunReport report = migration()
                        .lockTimeout(Duration.ofMillis(500))
                        .listener(event -> {
                            if (event instanceof TargetStarted started) {
                                tenants(started.target())
                                        .forEach(tenant -> begun.putIfAbsent(tenant, load.commits(tenant)));
                            } else if (event instanceof TargetFinished finished) {
                                tenants(finished.report().target())
                                        .forEach(tenant -> ended.put(tenant, load.commits(tenant)));
                            }
                        })
                        .build()
                        .run();
                assertThat(report.with(Outcome.MIGRATED)).as(report.text()).hasSize(size + 1);
                load.awaitEach(least, ended, workers);
                load.end();
                for (Future<?> worker : workers) {
                    worker.get(5, TimeUnit.MINUTES);
                }
                assertThat(begun.values()).hasSameSizeAs(all).allMatch(commits -> commits >= least);
            } finally {
                load.end();
                crowd.shutdown();
            }
            assertThat(
                            fleet.query(
                                    "select distinct data_type::text from information_schema.columns"
                                            + " where table_name = 'reading' and column_name in ('amount', 'label', 'price') order by 1"))
                    .containsExactly("bigint", "numeric", "text");
            load.assertNothingWrong();
        }
        Map<String, Double> conflicts = conflicts();
        System.out.printf(
                "Columns of %d schemas changed under %d threads, seed %d: attempts by conflict %s%n",
                size, threads, seed, conflicts);
        assertThat(RETRYABLE).containsAll(conflicts.keySet());
        return conflicts;
    }

    private Map<String, Double> conflicts() {
        return meters.find("tenancy.transaction.attempts").counters().stream()
                .collect(Collectors.groupingBy(
                        counter -> String.valueOf(counter.getId().getTag("conflict")),
                        Collectors.summingDouble(counter -> counter.count())));
    }

    private static List<TenantId> tenants(MigrationTarget target) {
        return target.findTenant().map(List::of).orElse(SHARING);
    }

    private List<TenantId> provision(int size) throws Exception {
        var ids = new ArrayList<TenantId>();
        fleet.execute("create schema app");
        SHARING.forEach(tenant -> tenants.register(Tenant.active(tenant.value(), Placement.sharedRows("main"))));
        for (int i = 1; i <= size; i++) {
            SchemaName schema = SchemaName.of("t_c" + i);
            try (Connection administrator = fleet.main.connectAsSuperuser()) {
                run(TenantSchema.in(administrator, schema, roles()).creation(), administrator);
            }
            tenants.register(Tenant.active("c" + i, Placement.ownSchema("main", schema.value())));
            ids.add(TenantId.of("c" + i));
        }
        assertThat(migration().build().run().isDone()).isTrue();
        for (TenantId id : ids) {
            try (Connection administrator = fleet.main.connectAsSuperuser()) {
                SchemaName schema = SchemaName.of("t_" + id);
                run(
                        SchemaWall.over(
                                        TenantTables.in(administrator, schema.value(), "tenant_id"),
                                        TenantSchema.in(administrator, schema, roles()),
                                        id)
                                .ddl(),
                        administrator);
            }
        }
        try (Connection owner = fleet.main.connectAs(fleet.main.owner())) {
            run(
                    RowWall.over(TenantTables.in(owner, "app", "tenant_id"), roles())
                            .ddl(),
                    owner);
        }
        ids.addAll(SHARING);
        return ids;
    }

    private FleetMigrationBuilder migration() {
        return FleetMigration.of(tenants, fleet.controlDatabase(), fleet.controlRoles())
                .server(MigrationServer.of(
                        fleet.server("main", fleet.main.jdbcUrl()), TestFleet.login(fleet.main.owner())))
                .scripts(scripts.location());
    }

    private HibernateTenancy service() {
        return HibernateTenancy.builder(tenants)
                .server(fleet.server("main", fleet.main.jdbcUrl()).withMaximumPoolSize(6))
                .entities(Reading.class)
                .meters(meters)
                .build();
    }

    private Roles roles() {
        return Roles.of(
                fleet.main.owner().user(),
                fleet.main.app().user(),
                fleet.main.operator().user());
    }

    private static void run(Ddl ddl, Connection connection) throws Exception {
        connection.setAutoCommit(false);
        ddl.runOn(connection);
        connection.commit();
        connection.setAutoCommit(true);
    }

    /** Adds one to rows at random, on many threads, and knows how often it did. */
    private static final class Load {

        private final HibernateTenancy service;
        private final UnitOfWork unit;
        private final List<TenantId> tenants;
        private final long seed;
        private final AtomicLongArray plan;
        private final AtomicBoolean ended = new AtomicBoolean();

        Load(HibernateTenancy service, List<TenantId> tenants, long seed) {
            this.service = service;
            this.unit = service.transaction().retrying(RetryPolicy.of(100).alsoOn("55P03"));
            this.tenants = tenants;
            this.seed = seed;
            this.plan = new AtomicLongArray(tenants.size() * ROWS);
        }

        void run(int number) {
            var random = new Random(seed + number);
            while (!ended.get()) {
                int tenant = random.nextInt(tenants.size());
                int row = random.nextInt(ROWS);
                boolean asQuery = random.nextBoolean();
                try (var scope = TenantContext.of(tenants.get(tenant)).enter()) {
                    unit.run(session -> {
                        Reading reading = asQuery
                                ? session.createSelectionQuery("from Reading where id = :id", Reading.class)
                                        .setParameter("id", row)
                                        .getSingleResult()
                                : session.find(Reading.class, (long) row);
                        assertThat(reading.isWhole())
                                .as("%s %s", reading.label, reading.price)
                                .isTrue();
                        reading.set(reading.amount + 1);
                    });
                }
                plan.incrementAndGet(tenant * ROWS + row);
            }
        }

        long commits(TenantId tenant) {
            int first = tenants.indexOf(tenant) * ROWS;
            return IntStream.range(first, first + ROWS).mapToLong(plan::get).sum();
        }

        /** Until each tenant has so many commits more than these; fails at once if a worker did. */
        void awaitEach(int more, Map<TenantId, Long> since, List<Future<?>> workers) throws Exception {
            long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
            while (tenants.stream().anyMatch(tenant -> commits(tenant) < since.getOrDefault(tenant, 0L) + more)) {
                for (Future<?> worker : workers) {
                    if (worker.isDone()) {
                        worker.get();
                    }
                }
                assertThat(System.nanoTime()).as("the load goes on").isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
        }

        void end() {
            ended.set(true);
        }

        void assertNothingWrong() {
            for (int tenant = 0; tenant < tenants.size(); tenant++) {
                int first = tenant * ROWS;
                TenantContext.of(tenants.get(tenant))
                        .run(() -> service.inTransaction(session -> {
                            List<Reading> readings = session.createSelectionQuery(
                                            "from Reading order by id", Reading.class)
                                    .getResultList();
                            assertThat(readings).hasSize(ROWS).allMatch(Reading::isWhole);
                            assertThat(readings.stream()
                                            .map(reading -> reading.amount)
                                            .toList())
                                    .isEqualTo(IntStream.range(first, first + ROWS)
                                            .mapToObj(plan::get)
                                            .toList());
                        }));
            }
        }
    }
}
