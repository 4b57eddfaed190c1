package io.tenancy.postgres.binding;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A call of a JDBC method, to be answered here or passed on to the driver. */
final class Call {

    private static final @Nullable Object[] NO_ARGUMENTS = new Object[0];

    private final Object receiver;
    private final Method method;
    private final @Nullable Object[] arguments;

    private Call(Object receiver, Method method, @Nullable Object[] arguments) {
        this.receiver = receiver;
        this.method = method;
        this.arguments = arguments;
    }

    /** Answers calls of one JDBC object. */
    interface Receiver {
        @Nullable
        Object answer(Call call) throws SQLException;
    }

    /** An object of a JDBC interface whose calls are answered by the receiver. Only its identity makes it equal. */
    static <T> T receivedBy(Receiver receiver, Class<T> type) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> receiver.answer(new Call(proxy, method, arguments == null ? NO_ARGUMENTS : arguments));
        };
        return type.cast(Proxy.newProxyInstance(Call.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    String name() {
        return method.getName();
    }

    Method method() {
        return method;
    }

    /** The object that was called, as the caller sees it. */
    <T> T receiver(Class<T> type) {
        return type.cast(receiver);
    }

    int arguments() {
        return arguments.length;
    }

    /** An argument that is never null. */
    <T> T argument(int index, Class<T> type) {
        return type.cast(arguments[index]);
    }

    boolean hasText() {
        return arguments.length > 0 && arguments[0] instanceof String;
    }

    @Nullable
    Object on(Object target) throws SQLException {
        return invoke(target, arguments);
    }

    /** The same call with another first argument. */
    @Nullable
    Object on(Object target, Object first) throws SQLException {
        @Nullable Object[] changed = arguments.clone();
        changed[0] = first;
        return invoke(target, changed);
    }

    /** The same call, where the answer is never null. */
    <T> T on(Object target, Class<T> type) throws SQLException {
        return type.cast(Objects.requireNonNull(on(target)));
    }

    SQLException notAWrapper() {
        return new SQLException("This is no wrapper for "
                + argument(0, Class.class).getName() + ": the driver's own object would escape the binding.");
    }

    private @Nullable Object invoke(Object target, @Nullable Object[] given) throws SQLException {
        try {
            return method.invoke(target, given);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof SQLException sql) {
                throw sql;
            }
            if (cause instanceof RuntimeException runtime) {
                throw runtime;
            }
            if (cause instanceof Error error) {
                throw error;
            }
            throw new UndeclaredThrowableException(cause);
        } catch (IllegalAccessException e) {
            throw new AssertionError("JDBC interfaces are public", e);
        }
    }
}
