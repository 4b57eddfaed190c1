/**
 * A connection bound to a tenant. The binding is a {@code set_config(…, true)} sent in front of a transaction's first
 * statement, in the same round trip; it ends with the transaction, so that a pool cannot hand it on.
 *
 * <p>No other package touches the tenant of a connection.
 */
@NullMarked
package io.tenancy.postgres.binding;

import org.jspecify.annotations.NullMarked;
