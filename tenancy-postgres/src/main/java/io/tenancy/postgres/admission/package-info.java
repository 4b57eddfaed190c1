/** Who may take a connection of a busy server next: caps by plan, and a fair share of what there is. */
@NullMarked
package io.tenancy.postgres.admission;

import org.jspecify.annotations.NullMarked;
