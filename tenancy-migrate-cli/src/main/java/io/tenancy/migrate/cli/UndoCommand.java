package io.tenancy.migrate.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** A word that people try. */
@Command(name = "undo", hidden = true)
final class UndoCommand implements Callable<Integer> {

    @Unmatched
    @SuppressWarnings("unused")
    private List<String> anything = new ArrayList<>();

    @Override
    public Integer call() {
        throw new UsageException("Undo is refused: what a script dropped or changed is gone, and a fleet only goes"
                + " forward. Draft a script that takes back what the last one added: 'tenancy-migrate compensate"
                + " --out FOLDER', review it, then migrate.");
    }
}
