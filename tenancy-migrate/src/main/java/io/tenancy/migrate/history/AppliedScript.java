package io.tenancy.migrate.history;

import org.jspecify.annotations.Nullable;

/** A row of a schema's history. Immutable. */
record AppliedScript(
        @Nullable String version,
        String description,
        String type,
        String script,
        @Nullable Integer checksum,
        boolean success) {}
