/** Benchmark {@code rls}: what a wall costs a query. */
@NullMarked
package io.tenancy.benchmarks.wall;

import org.jspecify.annotations.NullMarked;
