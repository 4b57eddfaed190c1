package io.tenancy.testkit.postgres;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings of a server whose data need not outlive the test. */
final class ServerSettings {

    private static final Map<String, String> FOR_TESTS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "max_connections", "200",
            "shared_buffers", "64MB",
            "timezone", "UTC",
            // Compiling a query takes longer than any of these tests' queries.
            "jit", "off");

    private ServerSettings() {}

    static Map<String, String> with(Map<String, String> more) {
        var all = new LinkedHashMap<>(FOR_TESTS);
        all.putAll(more);
        return all;
    }
}
