/** What is counted and measured of connections: meters of Micrometer, with a bounded number of series, and the log. */
@NullMarked
package io.tenancy.postgres.metrics;

import org.jspecify.annotations.NullMarked;
