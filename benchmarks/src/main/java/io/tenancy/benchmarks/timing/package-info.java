/** Compares contenders that take turns, so that a noisy machine is noisy for all of them. */
@NullMarked
package io.tenancy.benchmarks.timing;

import org.jspecify.annotations.NullMarked;
