package io.tenancy.postgres.binding;

import io.tenancy.refusal.ForbiddenStatementException;
import java.util.Set;
import org.postgresql.PGConnection;

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
        Call.Receiver receiver = call -> {
            bond.checkOpen();
            if (HARMLESS.contains(call.name())) {
                return call.on(bond.driver());
            }
            return switch (call.name()) {
                case "getCopyAPI" -> new BoundCopyManager(bond);
                case "toString" -> "driver connection of " + bond.binding();
                default ->
                    throw new ForbiddenStatementException(
                            bond.binding().tenant(),
                            "PGConnection." + call.name(),
                            "It would outlive the transaction or escape the binding. Use JDBC's own methods.");
            };
        };
        return Call.receivedBy(receiver, PGConnection.class);
    }
}
