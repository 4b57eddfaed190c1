package io.tenancy.migrate;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A run in a process of its own, whose targets stop at their points, and which is killed when all have. */
final class CrashingRun {

    private CrashingRun() {}

    /** Kills such a process, by SIGKILL. */
    static void kill(TestFleet fleet, ScriptFolder scripts, CrashPoints points)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingRun.class.getName(),
                scripts.location(),
                String.join(",", points.asArguments()),
                String.join(",", fleet.tenants),
                fleet.control.jdbcUrl(),
                fleet.control.owner().user(),
                fleet.control.owner().password(),
                fleet.control.app().user(),
                fleet.control.operator().user(),
                fleet.main.jdbcUrl(),
                fleet.main.owner().user(),
                fleet.main.owner().password()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new ArrayList<String>();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals("HERE")) {
                said.add(line);
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The run ended before " + points.asArguments() + ": " + said);
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] args) {
        List<String> tenants = List.of(args[2].split(",", -1));
        CrashPoints points = CrashPoints.parse(List.of(args[1].split(",", -1)));
        var missing = new CountDownLatch(points.tenants().size());
        announceWhenReached(missing);
        var directory = InMemoryTenants.of(tenants.stream()
                .map(name -> Tenant.active(name, Placement.ownSchema("main", TestFleet.schema(name))))
                .toArray(Tenant[]::new));
        FleetMigration.of(
                        directory,
                        ControlDatabase.of(args[3], Login.of(args[4], args[5])),
                        ControlRoles.of(args[6], args[7]))
                .server(MigrationServer.of(
                                Server.of("main", args[8], Login.of("nobody", "")), Login.of(args[9], args[10]))
                        .withConnections(tenants.size()))
                .lease(Duration.ofSeconds(1))
                .scripts(args[0])
                .build()
                .withPassage((checkpoint, session) -> {
                    if (points.isReached(String.valueOf(session.target().tenant()), checkpoint)) {
                        missing.countDown();
                        waitForDeath();
                    }
                })
                .run();
    }

    private static void announceWhenReached(CountDownLatch missing) {
        var announcing = new Thread(() -> {
            await(missing);
            System.out.println("HERE");
        });
        announcing.setDaemon(true);
        announcing.start();
    }

    private static void waitForDeath() {
        await(new CountDownLatch(1));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
