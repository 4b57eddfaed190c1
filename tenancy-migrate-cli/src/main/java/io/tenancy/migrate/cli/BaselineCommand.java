package io.tenancy.migrate.cli;

import java.util.List;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "baseline",
        description = "Flyway's baseline of the schemas of these tenants, which have tables but no history yet: scripts"
                + " up to this version are taken as applied.",
        sortOptions = false)
final class BaselineCommand extends TenantsCommand {

    @Option(names = "--at", required = true, paramLabel = "VERSION", description = "The version they have.")
    private @Nullable MigrationVersion at;

    BaselineCommand(Surroundings around) {
        super(around, "baseline", "baselined");
    }

    @Override
    List<String> work(Flyway flyway) {
        MigrationVersion version = Objects.requireNonNull(at);
        new FluentConfiguration()
                .configuration(flyway.getConfiguration())
                .baselineVersion(version)
                .load()
                .baseline();
        return List.of("at version " + version);
    }
}
