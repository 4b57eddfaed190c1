/** Delivery of the log to other systems: in order, at least once, and never in the way of a write. */
@NullMarked
package io.tenancy.audit.delivery;

import org.jspecify.annotations.NullMarked;
