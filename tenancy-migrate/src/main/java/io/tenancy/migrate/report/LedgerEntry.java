package io.tenancy.migrate.report;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the ledger has of a target. Immutable. */
public record LedgerEntry(
        String server,
        String schema,
        State state,
        UUID run,
        int attempt,
        @Nullable String version,
        @Nullable String error) {

    /** In words, of one target. */
    public enum State {
        /** Waits for its turn. */
        PENDING,
        /** A run works on it, or did so when it died. */
        RUNNING,
        /** It had every script when its last run ended. */
        DONE,
        /** Its last attempt failed. */
        FAILED
    }

    public Optional<String> findVersion() {
        return Optional.ofNullable(version);
    }
}
