package io.tenancy.migrate.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done to a target. Immutable. */
public record Applied(@Nullable String versionFrom, @Nullable String versionTo, List<String> scripts) {

    public Applied {
        scripts = List.copyOf(scripts);
    }
}
