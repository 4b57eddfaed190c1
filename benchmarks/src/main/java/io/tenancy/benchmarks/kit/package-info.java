/** Benchmark {@code kit}: what each isolation of {@code @TenancyTest} adds to a test. */
@NullMarked
package io.tenancy.benchmarks.kit;

import org.jspecify.annotations.NullMarked;
