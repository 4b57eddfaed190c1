/** Ids from sequences, allocated per place where a sequence lives and not per tenant. */
@NullMarked
package io.tenancy.hibernate.id;

import org.jspecify.annotations.NullMarked;
