package io.tenancy.migrate.cli;

import io.tenancy.migrate.event.MigrationEvent;
import io.tenancy.migrate.event.MigrationEvent.RunStarted;
import io.tenancy.migrate.event.MigrationEvent.TargetFinished;
import io.tenancy.migrate.event.MigrationEvent.TargetPostponed;
import io.tenancy.migrate.event.MigrationEvent.WaveStarted;
import io.tenancy.migrate.report.TargetFailure;
import io.tenancy.migrate.report.TargetReport;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;

/** A line for whatever is finished or waits. */
final class ProgressInLog implements Progress {

    private final PrintWriter log;
    private int finished;

    ProgressInLog(PrintWriter log) {
        this.log = log;
    }

    @Override
    public synchronized void on(MigrationEvent event) {
        if (event instanceof RunStarted run) {
            log.println("run " + run.run() + ": " + run.behind() + " to do, " + run.upToDate() + " up to date");
        } else if (event instanceof WaveStarted wave) {
            log.println("wave '" + wave.wave() + "': " + wave.targets() + " schemas");
        } else if (event instanceof TargetPostponed target) {
            log.println("waits " + target.pause().toMillis() + " ms: " + target.target() + ": "
                    + target.reason().sentence());
        } else if (event instanceof TargetFinished target) {
            finished++;
            log.println(finished + " " + line(target.report()));
        }
    }

    private static String line(TargetReport report) {
        return report.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + report.target() + ", "
                + report.findFailure()
                        .map(TargetFailure::sentence)
                        .orElseGet(() -> Objects.requireNonNullElse(report.versionFrom(), "none") + " to "
                                + Objects.requireNonNullElse(report.versionTo(), "none"));
    }

    @Override
    public void close() {}
}
