package io.tenancy.testkit.driver;

import io.tenancy.testkit.statement.SqlStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Where a test gets in between the code it tests and the server. Called by the threads of that code. */
public interface Interference {

    /** Before a transaction's first statement, on its connection. */
    void beforeTransaction(Connection connection) throws SQLException;

    void beforeStatements(List<SqlStatement> statements) throws SQLException;

    /** Before an explicit commit, on its connection. */
    void beforeCommit(Connection connection) throws SQLException;
}
