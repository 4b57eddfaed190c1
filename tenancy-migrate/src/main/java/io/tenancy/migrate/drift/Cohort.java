package io.tenancy.migrate.drift;

import io.tenancy.migrate.target.MigrationTarget;
import org.jspecify.annotations.Nullable;

/**
 * Targets that should be alike: of one kind and version, on one major version of PostgreSQL, which prints definitions
 * its own way. Immutable.
 *
 * @param version the last version that was applied; null if none was
 * @param reference what the others were compared with
 * @param members how many targets it has
 * @param alike how many are as the reference, which is one of them
 */
public record Cohort(
        MigrationTarget.Kind kind,
        @Nullable String version,
        int postgres,
        MigrationTarget reference,
        int members,
        int alike) {

    /** Whether more than half are as the reference; otherwise somebody has to say which one is right. */
    public boolean hasMajority() {
        return 2 * alike > members;
    }

    /** All of it in one line. */
    public String sentence() {
        return kind + ", version " + (version == null ? "none" : version) + ", PostgreSQL " + postgres + ": " + alike
                + " of " + members + " are as " + reference
                + (hasMajority() ? "" : ". That is no majority: name the target that is right");
    }
}
