package io.tenancy.testkit.junit;

import java.sql.Connection;
import java.sql.SQLException;

/** Another transaction than that of the code under test. */
@FunctionalInterface
public interface Rival {

    /** @param connection of a superuser, whom no wall stops, in a transaction that is committed afterwards */
    void write(Connection connection) throws SQLException;
}
