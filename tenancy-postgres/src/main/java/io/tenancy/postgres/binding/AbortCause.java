package io.tenancy.postgres.binding;

import java.sql.SQLException;
import java.util.Optional;

/**
 * Why PostgreSQL refuses the rest of a transaction: a tenant's connection unwraps to it. Whoever sent the statement may
 * have swallowed the error, as Hibernate's {@code find} does, and every later one says 25P02 only. Like its connection,
 * for one thread at a time.
 */
@FunctionalInterface
public interface AbortCause {

    /** The first error of the current transaction; empty unless PostgreSQL has aborted it. */
    Optional<SQLException> find();
}
