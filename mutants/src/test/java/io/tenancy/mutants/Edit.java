package io.tenancy.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One change of a source file. White space counts. */
record Edit(Path file, String before, String after) {

    /** @param edited the file's text, where it was changed already */
    String in(@Nullable String edited, Path checkout) throws IOException {
        String text = edited == null ? Files.readString(checkout.resolve(file)) : edited;
        int at = text.indexOf(before);
        if (at < 0 || text.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException(
                    file + ": expected once, found " + (at < 0 ? "never" : "more often") + ": " + before);
        }
        return text.substring(0, at) + after + text.substring(at + before.length());
    }
}
