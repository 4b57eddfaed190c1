package io.tenancy.postgres.binding;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of one prepared statement: the text alone, and the text behind the binding. Each is prepared when it
 * is first wanted, with the settings that were made until then. Closed once, it prepares nothing any more.
 */
final class DriverStatements {

    private final Bond bond;
    private final String sql;
    private final Method prepare;
    private final @Nullable Object[] prepareArguments;
    private final Map<Method, @Nullable Object[]> settings = new LinkedHashMap<>();
    private @Nullable PreparedStatement alone;
    private @Nullable PreparedStatement carrier;
    /** Read by another thread that cancels. */
    private volatile @Nullable PreparedStatement last;

    private boolean closed;

    DriverStatements(Bond bond, String sql, Method prepare, @Nullable Object[] prepareArguments) {
        this.bond = bond;
        this.sql = sql;
        this.prepare = prepare;
        this.prepareArguments = prepareArguments;
    }

    /** Calls a setter such as {@code setFetchSize} on both, now or when they are prepared. */
    void set(Method setter, @Nullable Object[] arguments) throws SQLException {
        settings.put(setter, arguments);
        if (alone != null) {
            Jdbc.invoke(setter, alone, arguments);
        }
        if (carrier != null) {
            Jdbc.invoke(setter, carrier, arguments);
        }
    }

    PreparedStatement alone() throws SQLException {
        if (alone == null) {
            alone = prepare(sql);
        }
        last = alone;
        return alone;
    }

    PreparedStatement carrier() throws SQLException {
        if (carrier == null) {
            carrier = prepare(bond.binding().carriedBy(sql));
        }
        last = carrier;
        return carrier;
    }

    /** The one that was executed last, whose results the caller means. */
    PreparedStatement last() throws SQLException {
        PreparedStatement statement = last;
        return statement == null ? alone() : statement;
    }

    boolean isClosed() throws SQLException {
        PreparedStatement statement = last;
        return closed || (statement != null && statement.isClosed());
    }

    void close() throws SQLException {
        closed = true;
        try {
            if (alone != null) {
                alone.close();
            }
        } finally {
            if (carrier != null) {
                carrier.close();
            }
        }
    }

    private PreparedStatement prepare(String text) throws SQLException {
        if (closed) {
            throw new SQLException("This statement of " + bond.binding() + " is closed.", "55000");
        }
        @Nullable Object[] arguments = prepareArguments.clone();
        arguments[0] = text;
        var statement = (PreparedStatement) Jdbc.invoke(prepare, bond.pooled(), arguments);
        if (statement == null) {
            throw new AssertionError("JDBC: prepareStatement never answers null");
        }
        for (var setting : settings.entrySet()) {
            Jdbc.invoke(setting.getKey(), statement, setting.getValue());
        }
        return statement;
    }
}
