package io.tenancy.benchmarks.fair;

import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.context.Deadline;
import io.tenancy.postgres.admission.Admissions;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.PoolKind;
import io.tenancy.postgres.pool.PoolName;
import io.tenancy.postgres.pool.Server;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What being let in and out costs where nobody waits: one thread, for one tenant after the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Toll {

    private static final int TENANTS = 100;

    private final ServerName name = ServerName.of("main");
    private final Server server = Server.of("main", "jdbc:postgresql://localhost/main", Login.of("app", ""));
    private final PoolName pool = new PoolName(name, PoolKind.ROWS);
    private final Admissions admissions = Admissions.by(Plans.of(Plan.of("standard")));
    private final Tenant[] tenants = IntStream.range(0, TENANTS)
            .mapToObj(i -> Tenant.active("t" + i, Placement.sharedRows("main")))
            .toArray(Tenant[]::new);
    private int next;

    @Benchmark
    public void inAndOut() throws SQLException {
        next = (next + 1) % TENANTS;
        admissions.admit(tenants[next], server, pool, Deadline.NONE).close();
    }
}
