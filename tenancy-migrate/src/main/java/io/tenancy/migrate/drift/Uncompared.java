package io.tenancy.migrate.drift;

import io.tenancy.migrate.target.MigrationTarget;

/** A target that was compared with nothing. Immutable. */
public record Uncompared(MigrationTarget target, Kind kind, String reason) {

    /** Whether somebody has to look after it. */
    public enum Kind {
        /** Its server does not answer, or has no such schema: it may have drifted. */
        UNREACHABLE,
        /** It has no history yet. */
        FRESH,
        /** No other target is of its kind and version, on its version of PostgreSQL. */
        WITHOUT_PEERS,
        /** The target that others are compared with is of another kind or version. */
        UNLIKE_REFERENCE
    }

    /** All of it in one line. */
    public String sentence() {
        return target + " was not compared: " + reason;
    }
}
