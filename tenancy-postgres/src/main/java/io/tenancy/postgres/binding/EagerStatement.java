package io.tenancy.postgres.binding;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A statement that cannot be sent behind the binding: plain ones, callable ones, and prepared ones that ask for generated
 * keys or an updatable result. The binding goes ahead with a round trip of its own, once for each transaction.
 */
final class EagerStatement implements Call.Receiver {

    private final Connection connection;
    private final Bond bond;
    private final Statement delegate;
    private final @Nullable String prepared;

    /** @param prepared the statement's text; null for a plain statement, which gets it when it is executed */
    EagerStatement(Connection connection, Bond bond, Statement delegate, @Nullable String prepared) {
        this.connection = connection;
        this.bond = bond;
        this.delegate = delegate;
        this.prepared = prepared;
    }

    @Override
    public @Nullable Object answer(Call call) throws SQLException {
        LargeObjects.refuse(call, bond.binding());
        return switch (call.name()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> execute(call);
            case "executeBatch", "executeLargeBatch", "getMetaData", "getParameterMetaData" -> bound(call);
            case "addBatch" -> {
                bond.checkOrdinary(text(call));
                yield call.on(delegate);
            }
            case "getConnection" -> connection;
            case "unwrap" -> throw call.notAWrapper();
            case "isWrapperFor" -> false;
            case "toString" -> "statement of " + bond.binding();
            default -> call.on(delegate);
        };
    }

    private @Nullable Object execute(Call call) throws SQLException {
        return switch (bond.check(text(call))) {
            case ORDINARY -> bound(call);
            case SET_TRANSACTION -> bond.plain(() -> call.on(delegate));
            case TRANSACTION_CONTROL -> bond.control(() -> call.on(delegate));
        };
    }

    /** In auto-commit the transaction ends with the statement, hence all rows must have come: no cursor. */
    private @Nullable Object bound(Call call) throws SQLException {
        int fetchSize = delegate.getFetchSize();
        if (fetchSize == 0 || !bond.pooled().getAutoCommit()) {
            return bond.eager(() -> call.on(delegate));
        }
        delegate.setFetchSize(0);
        try {
            return bond.eager(() -> call.on(delegate));
        } finally {
            delegate.setFetchSize(fetchSize);
        }
    }

    private String text(Call call) {
        if (call.hasText()) {
            return call.argument(0, String.class);
        }
        if (prepared == null) {
            throw new AssertionError("a plain statement is executed with its text");
        }
        return prepared;
    }
}
