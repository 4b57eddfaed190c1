package io.tenancy.migrate.cli;

import io.tenancy.migrate.draft.ScriptName;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say where a draft goes. */
final class DraftFile {

    @Option(
            names = "--out",
            paramLabel = "PATH",
            description = "A file that is not there yet, or a folder, where it is named after the next version."
                    + " Default: the standard output.")
    private @Nullable Path out;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the script does, for its name in a folder, such as add_orders.")
    private String name = "draft";

    /**
     * Writes it, never over another file.
     *
     * @param last the last version of the scripts
     * @return empty if nobody asked for a file
     */
    Optional<Path> write(String script, Optional<String> last) {
        Path path = out;
        if (path == null) {
            return Optional.empty();
        }
        Path file = Files.isDirectory(path) ? path.resolve(named(last)) : path;
        try {
            return Optional.of(Files.writeString(file, script, StandardOpenOption.CREATE_NEW));
        } catch (FileAlreadyExistsException e) {
            throw new UsageException("--out refused: " + file + " is there already. Name another file, or a folder.");
        } catch (IOException e) {
            throw new UsageException("--out refused: " + file + " cannot be written: "
                    + e.getClass().getSimpleName() + ".");
        }
    }

    private String named(Optional<String> last) {
        try {
            return ScriptName.after(last.orElse(null), name);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--name refused: expected letters, digits and underscores, such as add_orders.");
        }
    }
}
