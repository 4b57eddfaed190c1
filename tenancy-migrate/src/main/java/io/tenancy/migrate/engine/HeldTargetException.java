package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.MigrationTarget;
import java.sql.SQLException;

/** Somebody else holds the lock of the target: another run, or a backend that has not noticed yet that its run died. */
public final class HeldTargetException extends SQLException {

    /** PostgreSQL: lock not available. */
    private static final String STATE = "55P03";

    HeldTargetException(MigrationTarget target) {
        super("Another session migrates " + target + ".", STATE);
    }
}
