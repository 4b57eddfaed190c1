package io.tenancy;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The versions of a schema that a service can serve. Immutable.
 *
 * @param lowest null if there is none
 * @param highest null if there is none
 */
public record SchemaVersionRange(@Nullable SchemaVersion lowest, @Nullable SchemaVersion highest) {

    /** @throws IllegalArgumentException if no version is in it, or every one */
    public SchemaVersionRange {
        if (lowest == null && highest == null) {
            throw new IllegalArgumentException("Versions refused: expected a lowest or a highest one, found neither.");
        }
        if (lowest != null && highest != null && lowest.compareTo(highest) > 0) {
            throw new IllegalArgumentException(
                    "Versions refused: expected the lowest no higher than the highest, found " + lowest + " and "
                            + highest + ".");
        }
    }

    /** @throws IllegalArgumentException if the text is no version */
    public static SchemaVersionRange atLeast(String lowest) {
        return new SchemaVersionRange(SchemaVersion.of(lowest), null);
    }

    /** @throws IllegalArgumentException if the text is no version */
    public static SchemaVersionRange atMost(String highest) {
        return new SchemaVersionRange(null, SchemaVersion.of(highest));
    }

    /** @throws IllegalArgumentException if a text is no version, or the lowest is above the highest */
    public static SchemaVersionRange between(String lowest, String highest) {
        return new SchemaVersionRange(SchemaVersion.of(lowest), SchemaVersion.of(highest));
    }

    public boolean includes(SchemaVersion version) {
        return (lowest == null || lowest.compareTo(version) <= 0)
                && (highest == null || highest.compareTo(version) >= 0);
    }

    public Optional<SchemaVersion> findLowest() {
        return Optional.ofNullable(lowest);
    }

    public Optional<SchemaVersion> findHighest() {
        return Optional.ofNullable(highest);
    }

    /** Such as {@code at least 3}, {@code at most 5} or {@code 3 to 5}. */
    @Override
    public String toString() {
        if (lowest != null && highest != null) {
            return lowest + " to " + highest;
        }
        return lowest == null ? "at most " + highest : "at least " + lowest;
    }
}
