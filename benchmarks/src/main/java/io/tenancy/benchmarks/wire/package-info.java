/** Benchmark {@code wire}: what a transaction costs on the wire. */
@NullMarked
package io.tenancy.benchmarks.wire;

import org.jspecify.annotations.NullMarked;
