/** Benchmark {@code audit}: what it costs to keep a trail. */
@NullMarked
package io.tenancy.benchmarks.audit;

import org.jspecify.annotations.NullMarked;
