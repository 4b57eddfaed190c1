package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.report.MigrationFailedException;
import io.tenancy.migrate.target.MigrationTarget;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "history",
        description = "Lists the scripts of one tenant's schema, applied or not, as Flyway has them.",
        sortOptions = false)
final class HistoryCommand extends FleetCommand {

    @Parameters(paramLabel = "TENANT", description = "Whose schema.")
    private @Nullable TenantId tenant;

    HistoryCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetMigration migration = fleet.migration().build();
        MigrationTarget target = requireTarget(fleet, migration, Objects.requireNonNull(tenant));
        try {
            List<MigrationInfo> scripts =
                    migration.withFlyway(target, flyway -> List.of(flyway.info().all()));
            scripts.forEach(script -> write(json(target, script)));
            say(target.toString());
            scripts.forEach(script -> say(line(script)));
            return end(
                    ExitCode.DONE,
                    new Json().with("summary", "history").with("scripts", scripts.size()),
                    scripts.size() + " scripts");
        } catch (MigrationFailedException e) {
            String problem = e.failure().sentence();
            return end(
                    ExitCode.SOME_FAILED,
                    new Json().with("summary", "history").with("problem", problem),
                    "failed: " + target + ": " + problem);
        }
    }

    private static Json json(MigrationTarget target, MigrationInfo script) {
        return json(target)
                .with("script", script.getScript())
                .with("version", version(script))
                .with("state", script.getState().name())
                .with("installedOn", installed(script))
                .with("installedBy", script.getInstalledBy());
    }

    private static String line(MigrationInfo script) {
        return Stream.of(
                        script.getState().getDisplayName(),
                        script.getScript(),
                        installed(script),
                        script.getInstalledBy())
                .filter(Objects::nonNull)
                .reduce(" ", (line, part) -> line + " " + part);
    }

    private static @Nullable String version(MigrationInfo script) {
        return script.getVersion() == null ? null : script.getVersion().getVersion();
    }

    private static @Nullable String installed(MigrationInfo script) {
        return script.getInstalledOn() == null
                ? null
                : script.getInstalledOn().toInstant().toString();
    }
}
