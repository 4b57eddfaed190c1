/** The columns of an entity's row, for statements that Hibernate does not write itself. */
@NullMarked
package io.tenancy.hibernate.row;

import org.jspecify.annotations.NullMarked;
