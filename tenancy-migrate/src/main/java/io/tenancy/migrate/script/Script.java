package io.tenancy.migrate.script;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A migration as it lies in the scripts: SQL, or a class. Immutable.
 *
 * @param version null if it is repeatable
 * @param name of the file or class
 * @param checksum null if Flyway makes none, as for classes
 */
public record Script(
        @Nullable String version, String description, String type, String name, @Nullable Integer checksum) {

    public boolean isRepeatable() {
        return version == null;
    }

    public Optional<String> findVersion() {
        return Optional.ofNullable(version);
    }
}
