package io.tenancy.testkit.driver;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.lang.reflect.UndeclaredThrowableException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A call of a JDBC method, to be answered here or passed on to the driver. */
final class Call {

    private static final @Nullable Object[] NONE = new Object[0];

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
    static Object receivedBy(Receiver receiver, Class<?> type) {
        InvocationHandler handler = (proxy, method, arguments) -> switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> receiver.answer(new Call(proxy, method, arguments == null ? NONE : arguments));
        };
        return Proxy.newProxyInstance(Call.class.getClassLoader(), new Class<?>[] {type}, handler);
    }

    String name() {
        return method.getName();
    }

    /** The object that was called, as the caller sees it. */
    Object receiver() {
        return receiver;
    }

    Class<?> answerType() {
        return method.getReturnType();
    }

    boolean hasArguments() {
        return arguments.length > 0;
    }

    /** The first argument, if it is of this type. */
    <T> @Nullable T first(Class<T> type) {
        return arguments.length > 0 && type.isInstance(arguments[0]) ? type.cast(arguments[0]) : null;
    }

    @Nullable
    Object on(Object target) throws SQLException {
        try {
            return method.invoke(target, arguments);
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
