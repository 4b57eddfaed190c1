package io.tenancy.migrate;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.migrate.engine.Checkpoint;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A run in a process of its own, which says when it is at a checkpoint and waits there to be killed. */
final class CrashingRun {

    private CrashingRun() {}

    /** Kills such a process, by SIGKILL, when it has passed a checkpoint so many times. */
    static void kill(TestFleet fleet, ScriptFolder scripts, Checkpoint at, int times, boolean freshByFlyway)
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
                at.name(),
                String.valueOf(times),
                String.valueOf(freshByFlyway),
                fleet.control.jdbcUrl(),
                fleet.control.owner().user(),
                fleet.control.owner().password(),
                fleet.control.app().user(),
                fleet.control.operator().user(),
                fleet.main.jdbcUrl(),
                fleet.main.owner().user(),
                fleet.main.owner().password()));
        command.addAll(fleet.tenants);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            String line = output.readLine();
            while (line != null && !line.equals("HERE")) {
                line = output.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("The run ended before " + times + " times " + at + ".");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    public static void main(String[] args) {
        Checkpoint at = Checkpoint.valueOf(args[1]);
        var left = new AtomicInteger(Integer.parseInt(args[2]));
        var tenants = InMemoryTenants.of(Stream.of(args)
                .skip(12)
                .map(name -> Tenant.active(name, Placement.ownSchema("main", TestFleet.schema(name))))
                .toArray(Tenant[]::new));
        var builder = FleetMigration.of(
                        tenants,
                        ControlDatabase.of(args[4], Login.of(args[5], args[6])),
                        ControlRoles.of(args[7], args[8]))
                .server(MigrationServer.of(
                                Server.of("main", args[9], Login.of("nobody", "")), Login.of(args[10], args[11]))
                        .withConnections(2))
                .lease(Duration.ofSeconds(1))
                .scripts(args[0]);
        if (Boolean.parseBoolean(args[3])) {
            builder.freshByFlyway();
        }
        builder.build()
                .withPassage((checkpoint, session) -> {
                    if (checkpoint == at && left.decrementAndGet() == 0) {
                        System.out.println("HERE");
                        waitForDeath();
                    }
                })
                .run();
    }

    private static void waitForDeath() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
