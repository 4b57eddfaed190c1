package io.tenancy.migrate.cli;

import io.tenancy.migrate.FleetMigration;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;

/** What writes a script for review, to a file or to the standard output. */
abstract class DraftingCommand extends FleetCommand {

    private final String name;

    @Mixin
    private final DraftFile file = new DraftFile();

    DraftingCommand(Surroundings around, String name) {
        super(around);
        this.name = name;
    }

    /** @param nothing what to say if it has no statements */
    final int end(FleetMigration migration, Drafted drafted, String nothing) {
        Optional<Path> written = drafted.statements().isEmpty()
                ? Optional.empty()
                : file.write(drafted.script(), migration.findLastVersion());
        String where = written.map(Path::toString).orElse(null);
        write(new Json()
                .with("file", where)
                .with("statements", drafted.statements())
                .with("warnings", drafted.warnings())
                .with("script", drafted.script()));
        var summary = new Json()
                .with("summary", name)
                .with("statements", drafted.statements().size())
                .with("warnings", drafted.warnings().size());
        if (drafted.statements().isEmpty()) {
            // A comment, in case somebody has the output in a script.
            drafted.warnings().forEach(warning -> say("-- Review: " + warning));
            return end(ExitCode.DONE, summary, "-- " + nothing);
        }
        return end(
                ExitCode.DONE,
                summary,
                where == null ? drafted.script().stripTrailing() : where + ": " + drafted.counts());
    }
}
