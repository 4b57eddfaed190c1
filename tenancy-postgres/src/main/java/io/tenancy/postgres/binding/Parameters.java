package io.tenancy.postgres.binding;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values given to a prepared statement's setters, kept until it is executed: only then is it known whether the
 * binding's own parameters come first.
 */
final class Parameters {

    private final Map<Integer, Call> calls;

    private static final class Call {

        private final Method setter;
        private final @Nullable Object[] arguments;
        private final int index;

        Call(Method setter, @Nullable Object[] arguments) {
            this.setter = setter;
            this.arguments = arguments;
            this.index = arguments[0] instanceof Integer given ? given : 0;
        }

        void replay(PreparedStatement target, int offset) throws SQLException {
            @Nullable Object[] shifted = arguments.clone();
            shifted[0] = index + offset;
            Jdbc.invoke(setter, target, shifted);
        }
    }

    Parameters() {
        this(new TreeMap<>());
    }

    private Parameters(Map<Integer, Call> calls) {
        this.calls = calls;
    }

    /** Setters of {@link PreparedStatement}: {@code setXxx(int parameterIndex, …)}. */
    static boolean isSetter(Method method) {
        return method.getDeclaringClass() == PreparedStatement.class
                && method.getName().startsWith("set")
                && method.getParameterCount() >= 2
                && method.getParameterTypes()[0] == int.class;
    }

    void set(Method setter, @Nullable Object[] arguments) {
        var call = new Call(setter, arguments);
        calls.put(call.index, call);
    }

    void clear() {
        calls.clear();
    }

    Parameters copy() {
        return new Parameters(new TreeMap<>(calls));
    }

    void replayOn(PreparedStatement target, int offset) throws SQLException {
        for (Call call : calls.values()) {
            call.replay(target, offset);
        }
    }
}
