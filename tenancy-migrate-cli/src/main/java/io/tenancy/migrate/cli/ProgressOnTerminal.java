package io.tenancy.migrate.cli;

import io.tenancy.migrate.event.MigrationEvent;
import io.tenancy.migrate.event.MigrationEvent.RunStarted;
import io.tenancy.migrate.event.MigrationEvent.TargetFinished;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;

/** A bar. */
final class ProgressOnTerminal implements Progress {

    private volatile @Nullable ProgressBar bar;

    @Override
    public void on(MigrationEvent event) {
        ProgressBar shown = bar;
        if (event instanceof RunStarted run && run.behind() > 0) {
            bar = new ProgressBar("migrate", run.behind());
        } else if (event instanceof TargetFinished && shown != null) {
            shown.step();
        }
    }

    @Override
    public void close() {
        ProgressBar shown = bar;
        if (shown != null) {
            shown.close();
        }
    }
}
