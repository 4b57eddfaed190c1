/** Rows as the log has them, written in SQL: for statements and triggers, whose rows no session sees. */
@NullMarked
package io.tenancy.audit.row;

import org.jspecify.annotations.NullMarked;
