/** Capture by the database: triggers that write to the log what Hibernate's events would. */
@NullMarked
package io.tenancy.audit.trigger;

import org.jspecify.annotations.NullMarked;
