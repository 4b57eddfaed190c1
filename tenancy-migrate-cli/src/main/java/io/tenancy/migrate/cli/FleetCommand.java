package io.tenancy.migrate.cli;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.PlacedTarget;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands share: settings, help, and results for people or for programs. */
abstract class FleetCommand implements Callable<Integer> {

    private final Surroundings around;

    @Mixin
    private final SettingsOptions settings = new SettingsOptions();

    @Option(names = "--json", description = "One JSON object for each result in one line, and a summary last.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("unused")
    private boolean help;

    FleetCommand(Surroundings around) {
        this.around = around;
    }

    @Override
    public final Integer call() {
        return run(new FleetSettings(settings.read(around)).read());
    }

    /** @return an {@link ExitCode} */
    abstract int run(ConfiguredFleet fleet);

    final Surroundings around() {
        return around;
    }

    /** A result for programs. */
    final void write(Json object) {
        if (json) {
            around.out().println(object);
        }
    }

    /** A result for people. */
    final void say(String line) {
        if (!json) {
            around.out().println(line);
        }
    }

    /** The summary, last. */
    final int end(int exitCode, Json summary, String text) {
        write(summary.with("exitCode", exitCode));
        say(text);
        return exitCode;
    }

    /** Where a tenant's data is migrated; with others, if they share it. */
    static MigrationTarget requireTarget(ConfiguredFleet fleet, FleetMigration migration, TenantId id) {
        Tenant tenant = fleet.directory().require(id);
        return migration.targets().targets().stream()
                .filter(placed ->
                        placed.tenants().stream().anyMatch(each -> each.id().equals(id)))
                .map(PlacedTarget::target)
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "Tenant '" + id + "' is " + tenant.status() + ": its schema is not migrated now."));
    }

    static Json json(MigrationTarget target) {
        return new Json()
                .with("server", target.server().value())
                .with("schema", target.schema().value())
                .with("kind", target.kind().name())
                .with("tenant", target.findTenant().map(TenantId::value).orElse(null));
    }
}
