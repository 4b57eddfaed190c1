/** The text of SQL statements: its shape, and what kind it is. */
@NullMarked
package io.tenancy.testkit.statement;

import org.jspecify.annotations.NullMarked;
