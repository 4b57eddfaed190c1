package io.tenancy.example.saas.fleet;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.migrate.event.MigrationEvent;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.history.TargetState;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.target.MigrationTarget;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Service;

/** Brings the next release's scripts to every schema while tenants are served, and can be watched. Safe for use by several threads. */
@Service
public class Rollout implements MigrationListener {

    private final Ground ground;
    private final TenantDirectory directory;
    private final AsyncTaskExecutor executor;
    private final AtomicBoolean running = new AtomicBoolean();
    private final Map<MigrationTarget, Step> steps = new ConcurrentHashMap<>();
    private volatile @Nullable String outcome;

    Rollout(
            Ground ground,
            TenantDirectory directory,
            @Qualifier("applicationTaskExecutor") AsyncTaskExecutor executor) {
        this.ground = ground;
        this.directory = directory;
        this.executor = executor;
    }

    /** Where a schema is in a run. */
    public enum Step {
        WORKING,
        DONE,
        FAILED
    }

    /** How every schema stands. */
    public List<Stand> stands() {
        return ground.nextFleet(directory, MigrationListener.none()).status().targets().stream()
                .map(state -> Stand.of(state, steps.get(state.target())))
                .toList();
    }

    /** A schema, against the scripts of the next release. */
    public record Stand(String name, String kind, String version, String pending, String state) {

        private static Stand of(TargetState state, @Nullable Step step) {
            MigrationTarget target = state.target();
            String word = step == null || step == Step.DONE
                    ? switch (state.standing()) {
                        case UP_TO_DATE -> "done";
                        case FRESH, BEHIND -> "behind";
                        case INVALID, UNREACHABLE -> "failed";
                    }
                    : step == Step.WORKING ? "working" : "failed";
            return new Stand(
                    target.findTenant().map(Object::toString).orElse("all tenants in shared rows"),
                    target.server() + " / " + target.schema(),
                    state.findVersion().orElse("none"),
                    String.join(", ", state.pending()),
                    word);
        }
    }

    public boolean isRunning() {
        return running.get();
    }

    /** What the last run came to; null before one. */
    public @Nullable String outcome() {
        return outcome;
    }

    /** Begins, unless it has begun already. */
    public void start() {
        if (running.compareAndSet(false, true)) {
            steps.clear();
            outcome = null;
            executor.execute(this::run);
        }
    }

    private void run() {
        try {
            RunReport report = ground.nextFleet(directory, this).run();
            if (report.isDone()) {
                ground.release();
            }
            outcome = report.text();
        } catch (RuntimeException e) {
            outcome = "The run broke off: " + e.getMessage();
            throw e;
        } finally {
            running.set(false);
        }
    }

    @Override
    public void on(MigrationEvent event) {
        if (event instanceof MigrationEvent.TargetStarted started) {
            steps.put(started.target(), Step.WORKING);
        } else if (event instanceof MigrationEvent.TargetFinished finished) {
            boolean failed = finished.report().outcome() == TargetReport.Outcome.FAILED;
            steps.put(finished.report().target(), failed ? Step.FAILED : Step.DONE);
        }
    }
}
