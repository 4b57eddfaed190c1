package io.tenancy.migrate.history;

import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;

/** Says how a target stands where its history is not plain: Flyway. */
@FunctionalInterface
public interface Judge {

    TargetState judge(OwnerConnections connections, MigrationTarget target);
}
