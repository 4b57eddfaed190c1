/** What goes over the wire between a driver and PostgreSQL: counted, delayed, cut. */
@NullMarked
package io.tenancy.testkit.wire;

import org.jspecify.annotations.NullMarked;
