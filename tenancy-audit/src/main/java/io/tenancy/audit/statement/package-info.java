/** Statements on recorded tables that the trail sees. */
@NullMarked
package io.tenancy.audit.statement;

import org.jspecify.annotations.NullMarked;
