/** A small application of Spring Boot that knows nothing of tenants, with the starter and without. */
@NullMarked
package io.tenancy.benchmarks.boot;

import org.jspecify.annotations.NullMarked;
