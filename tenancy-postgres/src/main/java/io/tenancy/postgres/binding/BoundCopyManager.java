package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.SQLException;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** COPY in a transaction that carries the binding. PostgreSQL refuses COPY FROM under row-level security. */
final class BoundCopyManager extends CopyManager {

    private final Bond bond;

    BoundCopyManager(Bond bond) throws SQLException {
        super(bond.driver());
        this.bond = bond;
    }

    @Override
    public CopyIn copyIn(String sql) throws SQLException {
        bind(sql);
        return super.copyIn(sql);
    }

    @Override
    public CopyOut copyOut(String sql) throws SQLException {
        bind(sql);
        return super.copyOut(sql);
    }

    @Override
    public CopyDual copyDual(String sql) {
        throw new ForbiddenStatementException(
                bond.binding().tenant(), "Replication", "It shows every tenant. Use a connection of your own.");
    }

    private void bind(String sql) throws SQLException {
        bond.checkOpen();
        bond.checkOrdinary(sql);
        if (bond.pooled().getAutoCommit()) {
            throw new ForbiddenStatementException(
                    bond.binding().tenant(), "COPY in auto-commit", "Call setAutoCommit(false) first.");
        }
        bond.eager(() -> null);
    }
}
