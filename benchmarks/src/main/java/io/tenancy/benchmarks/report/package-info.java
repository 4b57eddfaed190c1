/** What a benchmark takes and prints: options, tables for people, figures for scripts. */
@NullMarked
package io.tenancy.benchmarks.report;

import org.jspecify.annotations.NullMarked;
