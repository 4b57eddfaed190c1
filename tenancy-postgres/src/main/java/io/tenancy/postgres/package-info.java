/** The way to a tenant's connection: admitted, routed to its server, bound. */
@NullMarked
package io.tenancy.postgres;

import org.jspecify.annotations.NullMarked;
