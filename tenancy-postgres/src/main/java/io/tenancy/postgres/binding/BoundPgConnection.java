package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;

/** What of pgjdbc's own connection a tenant's connection offers: COPY, arrays, quoting, and facts about the server. */
final class BoundPgConnection {

    private static final Set<String> HARMLESS = Set.of(
            "createArrayOf",
            "escapeIdentifier",
            "escapeLiteral",
            "getBackendPID",
            "cancelQuery",
            "getParameterStatus",
            "getParameterStatuses",
            "getPrepareThreshold",
            "getDefaultFetchSize",
            "getPreferQueryMode",
            "getAutosave",
            "getAdaptiveFetch");

    private BoundPgConnection() {}

    static PGConnection of(Bond bond) {
        return Jdbc.proxy(PGConnection.class, (proxy, method, arguments) -> {
            String name = method.getName();
            if (name.equals("getCopyAPI")) {
                return new BoundCopyManager(bond);
            }
            if (HARMLESS.contains(name)) {
                return Jdbc.invoke(method, bond.driver(), arguments);
            }
            return switch (name) {
                case "toString" -> "driver connection of " + bond.binding();
                case "hashCode" -> System.identityHashCode(proxy);
                case "equals" -> proxy == arguments[0];
                default ->
                    throw new ForbiddenStatementException(
                            bond.binding().tenant(),
                            "PGConnection." + name,
                            "It would outlive the transaction or escape the binding. Use JDBC's own methods.");
            };
        });
    }

    /** COPY in a transaction that carries the binding. PostgreSQL refuses COPY FROM under row-level security. */
    private static final class BoundCopyManager extends CopyManager {

        private final Bond bond;

        BoundCopyManager(Bond bond) throws SQLException {
            super(bond.driver());
            this.bond = bond;
        }

        @Override
        public CopyIn copyIn(String sql) throws SQLException {
            prepare(sql);
            return bond.plain(() -> super.copyIn(sql));
        }

        @Override
        public CopyOut copyOut(String sql) throws SQLException {
            prepare(sql);
            return bond.plain(() -> super.copyOut(sql));
        }

        @Override
        public CopyDual copyDual(String sql) throws SQLException {
            throw new ForbiddenStatementException(
                    bond.binding().tenant(), "Replication", "It shows every tenant. Use a connection of your own.");
        }

        private void prepare(String sql) throws SQLException {
            bond.checkOpen();
            bond.checkThread();
            bond.checkOrdinary(sql);
            if (bond.pooled().getAutoCommit()) {
                throw new ForbiddenStatementException(
                        bond.binding().tenant(), "COPY in auto-commit", "Call setAutoCommit(false) first.");
            }
            bond.eager(() -> true);
        }
    }
}
