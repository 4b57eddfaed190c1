package io.tenancy.postgres.binding;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values given to a prepared statement's setters, kept until it is executed: only then is it known whether the
 * binding's own parameters come first.
 */
final class Parameters {

    private final Map<Integer, Call> setters;

    Parameters() {
        this(new TreeMap<>());
    }

    private Parameters(Map<Integer, Call> setters) {
        this.setters = setters;
    }

    /** Whether it is a setter of {@link PreparedStatement}: {@code setXxx(int parameterIndex, …)}. */
    static boolean isSetter(Call call) {
        return call.method().getDeclaringClass() == PreparedStatement.class
                && call.name().startsWith("set")
                && call.arguments() >= 2
                && call.method().getParameterTypes()[0] == int.class;
    }

    void set(Call setter) {
        setters.put(setter.argument(0, Integer.class), setter);
    }

    void clear() {
        setters.clear();
    }

    Parameters copy() {
        return new Parameters(new TreeMap<>(setters));
    }

    void replayOn(PreparedStatement target, int offset) throws SQLException {
        for (var setter : setters.entrySet()) {
            setter.getValue().on(target, setter.getKey() + offset);
        }
    }
}
