package io.tenancy.benchmarks.migrate;

import java.util.List;

/** One of the ways to migrate schemas that are compared. */
interface Road {

    String name();

    /** Brings every schema up to date. */
    void migrate(List<String> schemas) throws Exception;

    /** How long that takes. */
    default double millis(List<String> schemas) throws Exception {
        long start = System.nanoTime();
        migrate(schemas);
        return (System.nanoTime() - start) / 1e6;
    }
}
