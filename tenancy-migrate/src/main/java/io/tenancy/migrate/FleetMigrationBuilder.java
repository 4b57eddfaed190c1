package io.tenancy.migrate;

import io.tenancy.ServerName;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.script.Scripts;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.wave.Wave;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes a fleet and its scripts; {@link #build()} checks it. For use by one thread. */
public final class FleetMigrationBuilder {

    private final TenantDirectory directory;
    private final ControlDatabase control;
    private final ControlRoles roles;
    private final List<MigrationServer> servers = new ArrayList<>();
    private final List<Wave> waves = new ArrayList<>();
    private Scripts scripts = Scripts.in("classpath:db/migration");
    private Duration lockTimeout = Duration.ofSeconds(2);
    private Duration patience = Duration.ofMinutes(10);
    private Duration lease = Duration.ofSeconds(20);
    private boolean freshByFlyway;
    private MigrationListener listener = MigrationListener.none();

    FleetMigrationBuilder(TenantDirectory directory, ControlDatabase control, ControlRoles roles) {
        this.directory = directory;
        this.control = control;
        this.roles = roles;
    }

    /** Adds a server whose tenants are migrated. */
    public FleetMigrationBuilder server(MigrationServer server) {
        servers.add(server);
        return this;
    }

    /** Where the scripts lie. Default: {@code classpath:db/migration}. */
    public FleetMigrationBuilder scripts(String... locations) {
        return scripts(Scripts.in(locations));
    }

    /** Where the scripts lie, with settings of Flyway. */
    public FleetMigrationBuilder scripts(Scripts found) {
        this.scripts = found;
        return this;
    }

    /** In which order. Whoever is in none of them comes last. Default: all at once, whatever fails. */
    public FleetMigrationBuilder waves(Wave... inOrder) {
        waves.clear();
        waves.addAll(List.of(inOrder));
        return this;
    }

    /**
     * How long a statement waits for a lock, and the application's queries behind it. Then it gives up, and the target
     * is tried again later. Default: 2 seconds.
     */
    public FleetMigrationBuilder lockTimeout(Duration each) {
        this.lockTimeout = each;
        return this;
    }

    /** How long a target is tried again that is locked or whose connection was lost. Default: 10 minutes. */
    public FleetMigrationBuilder patience(Duration total) {
        this.patience = total;
        return this;
    }

    /** How long after its last sign of life a run counts as dead, so that others take over. Default: 20 seconds. */
    public FleetMigrationBuilder lease(Duration length) {
        this.lease = length;
        return this;
    }

    /**
     * Has Flyway itself migrate fresh schemas too. Default: their scripts go to the server as one text, with the rows of
     * Flyway's history, wherever the scripts are nothing but SQL; that is several times as fast.
     */
    public FleetMigrationBuilder freshByFlyway() {
        this.freshByFlyway = true;
        return this;
    }

    /** Who hears of progress. Default: nobody. */
    public FleetMigrationBuilder listener(MigrationListener hears) {
        this.listener = hears;
        return this;
    }

    /** @throws TenancyConfigurationException with every problem that was found */
    public FleetMigration build() {
        var problems = new ArrayList<String>();
        Map<ServerName, MigrationServer> byName = new LinkedHashMap<>();
        for (MigrationServer server : servers) {
            if (byName.put(server.name(), server) != null) {
                problems.add("Server '" + server.name() + "' is there twice: give each one name.");
            }
        }
        if (servers.isEmpty()) {
            problems.add("There is no server: add each one on which tenants live.");
        }
        var names = new HashSet<String>();
        waves.stream()
                .map(Wave::name)
                .filter(name -> !names.add(name))
                .forEach(name -> problems.add("Wave '" + name + "' is there twice: give each one name."));
        requirePositive(problems, "lock timeout", lockTimeout);
        requirePositive(problems, "lease", lease);
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("The migration of the fleet", problems);
        }
        if (!names.contains(Wave.rest().name())) {
            waves.add(Wave.rest());
        }
        return new FleetMigration(new Fleet(
                directory,
                control,
                roles,
                byName,
                scripts,
                waves,
                new Patience(lockTimeout, patience),
                lease,
                freshByFlyway,
                new GuardedListener(listener)));
    }

    private static void requirePositive(List<String> problems, String what, Duration value) {
        if (value.toMillis() < 1) {
            problems.add("Expected a " + what + " of at least 1 ms, found " + value + ".");
        }
    }
}
