package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.drift.Difference;
import io.tenancy.migrate.drift.DriftReport;
import io.tenancy.migrate.drift.Outlier;
import io.tenancy.migrate.drift.Uncompared;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "drift",
        description = "Compares the schemas with each other and names those that are not as most of their kind and"
                + " version. Ends with 5 if there is one, with 3 if a schema could not be read.",
        sortOptions = false)
final class DriftCommand extends FleetCommand {

    @Option(
            names = "--reference",
            paramLabel = "TENANT",
            description = "Whose schema is right, whatever the most have.")
    private @Nullable TenantId reference;

    DriftCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet fleet) {
        FleetMigration migration = fleet.migration().build();
        TenantId right = reference;
        DriftReport report =
                right == null ? migration.drift() : migration.drift(requireTarget(fleet, migration, right));
        report.outliers()
                .forEach(outlier -> outlier.differences().forEach(difference -> write(json(outlier, difference))));
        report.uncompared().forEach(each -> write(json(each)));
        report.text().lines().forEach(this::say);
        return end(
                exitCode(report),
                new Json()
                        .with("summary", "drift")
                        .with("drifted", report.outliers().size())
                        .with("uncompared", report.uncompared().size()),
                report.outliers().size() + " drifted, " + report.uncompared().size() + " not compared");
    }

    /** As long as a schema was not read, nobody knows whether it has drifted. */
    private static int exitCode(DriftReport report) {
        if (!report.isComplete()) {
            return ExitCode.SOME_FAILED;
        }
        return report.isClean() ? ExitCode.DONE : ExitCode.BEHIND;
    }

    private static Json json(Uncompared each) {
        return json(each.target()).with("uncompared", each.kind().name()).with("problem", each.reason());
    }

    private static Json json(Outlier outlier, Difference difference) {
        return json(outlier.target())
                .with("object", difference.object())
                .with("expected", difference.expected())
                .with("found", difference.found());
    }
}
