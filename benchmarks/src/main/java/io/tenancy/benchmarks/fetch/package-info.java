/** Benchmark {@code guard}: what the fetch guard adds to a statement. */
@NullMarked
package io.tenancy.benchmarks.fetch;

import org.jspecify.annotations.NullMarked;
