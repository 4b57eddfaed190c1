/** Benchmark {@code paging}: what a deep page and a total cost. */
@NullMarked
package io.tenancy.benchmarks.paging;

import org.jspecify.annotations.NullMarked;
