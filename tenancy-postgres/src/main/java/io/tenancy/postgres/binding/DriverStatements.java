package io.tenancy.postgres.binding;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The driver's side of one prepared statement: the text alone, and the text behind the binding. Each is prepared when it
 * is first wanted, with the settings that were made until then.
 */
final class DriverStatements {

    private final Bond bond;
    private final String sql;
    private final Call prepare;
    private final Map<Method, Call> settings = new LinkedHashMap<>();
    private @Nullable PreparedStatement alone;
    private @Nullable PreparedStatement carrier;
    private String carried = "";

    /** Another thread reads it to cancel. */
    private volatile @Nullable PreparedStatement last;

    /** @param prepare the call of {@code prepareStatement}, whose first argument is the text */
    DriverStatements(Bond bond, String sql, Call prepare) {
        this.bond = bond;
        this.sql = sql;
        this.prepare = prepare;
    }

    /** Calls a setter such as {@code setFetchSize} on both, now or when they are prepared. */
    void set(Call setter) throws SQLException {
        settings.put(setter.method(), setter);
        if (alone != null) {
            setter.on(alone);
        }
        if (carrier != null) {
            setter.on(carrier);
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
        PreparedStatement known = carrier;
        String text = bond.binding().carriedBy(sql);
        if (known == null || !text.equals(carried)) {
            if (known != null) {
                known.close(); // another transaction may carry more settings
            }
            known = prepare(text);
            carrier = known;
            carried = text;
        }
        last = known;
        return known;
    }

    /** The one that was executed last, whose results the caller means. */
    PreparedStatement last() throws SQLException {
        PreparedStatement statement = last;
        return statement == null ? alone() : statement;
    }

    void close() throws SQLException {
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
        var statement = (PreparedStatement) Objects.requireNonNull(prepare.on(bond.pooled(), text));
        for (Call setting : settings.values()) {
            setting.on(statement);
        }
        return statement;
    }
}
