/** Units of work that own their transaction: retried on conflicts, stopped at a deadline, divided by savepoints. */
@NullMarked
package io.tenancy.hibernate.transaction;

import org.jspecify.annotations.NullMarked;
