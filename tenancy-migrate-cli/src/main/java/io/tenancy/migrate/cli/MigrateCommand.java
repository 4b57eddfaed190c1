package io.tenancy.migrate.cli;

import io.tenancy.TenantId;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.FleetMigrationBuilder;
import io.tenancy.migrate.MigrationPlan;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.SkippedTenant;
import io.tenancy.migrate.wave.StopRule;
import io.tenancy.migrate.wave.Wave;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "migrate",
        description = "Migrates whatever is behind. Ends with 3 if a schema failed, with 4 if the doctor found a gap.",
        sortOptions = false)
final class MigrateCommand extends FleetCommand {

    @Option(names = "--dry-run", description = "Prints what would be done.")
    private boolean dryRun;

    @Option(names = "--resume", description = "Goes on with what earlier runs left unfinished, and nothing else.")
    private boolean resume;

    @Option(names = "--tenant", arity = "1..*", paramLabel = "ID", description = "Only the schemas of these tenants.")
    private List<TenantId> tenants = new ArrayList<>();

    @Option(
            names = "--canary",
            arity = "1..*",
            paramLabel = "ID",
            description = "These tenants first; if one fails, nobody else is touched.")
    private List<TenantId> canaries = new ArrayList<>();

    @ArgGroup
    private @Nullable Failing failing;

    @Option(names = "--concurrency", paramLabel = "N", description = "So many schemas of each server at once.")
    private @Nullable Integer concurrency;

    /** One of the two. */
    static final class Failing {

        @Option(names = "--fail-fast", description = "Begins nothing more after the first failure.")
        private boolean fast;

        @Option(names = "--keep-going", description = "Does the rest, whatever fails. The default.")
        @SuppressWarnings("unused")
        private boolean keepGoing;
    }

    MigrateCommand(Surroundings around) {
        super(around);
    }

    @Override
    int run(ConfiguredFleet settings) {
        if (resume && (dryRun || !tenants.isEmpty())) {
            throw new UsageException("--resume goes neither with --dry-run nor with --tenant.");
        }
        ConfiguredFleet fleet = concurrency == null ? settings : settings.withConnections(concurrency);
        FleetMigrationBuilder builder = fleet.migration().waves(waves());
        requireCanaries(fleet, builder.build());
        if (dryRun) {
            FleetMigration migration = builder.build();
            return end(tenants.isEmpty() ? migration.plan() : migration.plan(Set.copyOf(tenants)));
        }
        try (var interruption = Interruption.watch(Thread.currentThread(), around().err())) {
            return end(report(builder));
        }
    }

    /** Otherwise a typing mistake would leave the fleet without its canary. */
    private void requireCanaries(ConfiguredFleet fleet, FleetMigration migration) {
        for (TenantId canary : canaries) {
            requireTarget(fleet, migration, canary);
            if (!tenants.isEmpty() && !tenants.contains(canary)) {
                throw new UsageException("--canary " + canary + " is not among the tenants of --tenant.");
            }
        }
    }

    private RunReport report(FleetMigrationBuilder builder) {
        try (Progress progress = Progress.of(around())) {
            FleetMigration migration = builder.listener(progress).build();
            if (resume) {
                return migration.resume();
            }
            return tenants.isEmpty() ? migration.run() : migration.run(Set.copyOf(tenants));
        }
    }

    private Wave[] waves() {
        var waves = new ArrayList<Wave>();
        if (!canaries.isEmpty()) {
            waves.add(Wave.canary(canaries.stream().map(TenantId::value).toArray(String[]::new)));
        }
        boolean fast = failing != null && failing.fast;
        waves.add(fast ? Wave.rest().withStopRule(StopRule.firstFailure()) : Wave.rest());
        return waves.toArray(Wave[]::new);
    }

    private int end(MigrationPlan plan) {
        plan.waves().forEach(wave -> wave.targets()
                .forEach(state -> write(StatusCommand.json(state).with("wave", wave.name()))));
        boolean possible = plan.waves().stream()
                .flatMap(wave -> wave.targets().stream())
                .allMatch(state -> state.problem() == null);
        return end(
                possible ? ExitCode.DONE : ExitCode.SOME_FAILED,
                StatusCommand.summary("plan", plan.status()),
                plan.text() + StatusCommand.counts(plan.status()));
    }

    private int end(RunReport report) {
        report.targets().forEach(target -> write(json(target)));
        report.diagnoses()
                .forEach(
                        (server, diagnosis) -> diagnosis.gaps().forEach(gap -> write(DoctorCommand.json(server, gap))));
        List<SkippedTenant> missed = report.skipped().stream()
                .filter(skipped -> tenants.contains(skipped.tenant()))
                .toList();
        missed.forEach(skipped -> say("skipped: tenant '" + skipped.tenant() + "' is " + skipped.status()));
        int gaps = report.diagnoses().values().stream()
                .mapToInt(diagnosis -> diagnosis.gaps().size())
                .sum();
        var summary = new Json()
                .with("summary", "migrate")
                .with("run", report.run().toString())
                .with("migrated", report.with(Outcome.MIGRATED).size())
                .with("upToDate", report.with(Outcome.UP_TO_DATE).size())
                .with("failed", report.with(Outcome.FAILED).size())
                .with("notTried", report.with(Outcome.NOT_TRIED).size())
                .with(
                        "skipped",
                        report.skipped().stream()
                                .map(each -> each.tenant().value())
                                .toList())
                .with("gaps", gaps)
                .with("stopped", report.stopped())
                .with("millis", report.duration().toMillis());
        return end(exitCode(report, missed), summary, report.text().stripTrailing());
    }

    private static int exitCode(RunReport report, List<SkippedTenant> missed) {
        if (!report.with(Outcome.FAILED).isEmpty() || !missed.isEmpty()) {
            return ExitCode.SOME_FAILED;
        }
        if (!report.isHealthy()) {
            return ExitCode.FINDINGS;
        }
        return report.isDone() ? ExitCode.DONE : ExitCode.SOME_FAILED;
    }

    private static Json json(TargetReport report) {
        TargetFailure failure = report.failure();
        return json(report.target())
                .with("outcome", report.outcome().name())
                .with("attempts", report.attempts())
                .with("versionFrom", report.versionFrom())
                .with("versionTo", report.versionTo())
                .with("scripts", report.scripts())
                .with("millis", report.duration().toMillis())
                .with("problem", failure == null ? null : failure.message())
                .with("script", failure == null ? null : failure.script())
                .with("line", failure == null ? 0 : failure.line())
                .with("sqlState", failure == null ? null : failure.sqlState());
    }
}
