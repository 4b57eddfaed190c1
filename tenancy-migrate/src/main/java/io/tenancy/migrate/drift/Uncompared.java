package io.tenancy.migrate.drift;

import io.tenancy.migrate.target.MigrationTarget;

/** A target that was compared with nothing. Immutable. */
public record Uncompared(MigrationTarget target, String reason) {

    /** All of it in one line. */
    public String sentence() {
        return target + " was not compared: " + reason;
    }
}
