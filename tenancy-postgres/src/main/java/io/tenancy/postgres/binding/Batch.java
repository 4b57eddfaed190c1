package io.tenancy.postgres.binding;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * The batch of one prepared statement. Its first row is held back: a batch of one is run as a single statement, which
 * can take the binding along, while the driver cannot send a larger batch behind it. (Hibernate persists even one
 * entity as a batch once {@code hibernate.jdbc.batch_size} is set.)
 */
final class Batch {

    private final DriverStatements statements;
    private @Nullable Parameters held;
    private boolean handedOver;

    Batch(DriverStatements statements) {
        this.statements = statements;
    }

    void add(Parameters row) throws SQLException {
        if (held == null && !handedOver) {
            held = row.copy();
            return;
        }
        if (held != null) {
            handOver(held);
            held = null;
        }
        handOver(row);
    }

    void clear() throws SQLException {
        held = null;
        if (handedOver) {
            handedOver = false;
            statements.alone().clearBatch();
        }
    }

    /** The only row, taken out of the batch; null if there is none or more than one. */
    @Nullable
    Parameters takeSingle() {
        Parameters single = held;
        held = null;
        return single;
    }

    /** Executes the rows that the driver has. */
    @Nullable
    Object execute(Call call) throws SQLException {
        handedOver = false;
        return call.on(statements.alone());
    }

    /** What the driver throws for a batch, for one that was run as a single statement. */
    static BatchUpdateException failure(SQLException cause) {
        var failure = new BatchUpdateException(
                "Batch of one was aborted: " + cause.getMessage(),
                cause.getSQLState(),
                cause.getErrorCode(),
                new int[] {Statement.EXECUTE_FAILED},
                cause);
        failure.setNextException(cause);
        return failure;
    }

    private void handOver(Parameters row) throws SQLException {
        PreparedStatement statement = statements.alone();
        row.replayOn(statement, 0);
        statement.addBatch();
        handedOver = true;
    }
}
