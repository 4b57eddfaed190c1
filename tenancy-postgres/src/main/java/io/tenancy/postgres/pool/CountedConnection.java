package io.tenancy.postgres.pool;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A connection of the driver that tells when it is closed, once. */
final class CountedConnection implements InvocationHandler {

    private final Connection driver;
    private final Runnable closed;
    private final AtomicBoolean told = new AtomicBoolean();

    private CountedConnection(Connection driver, Runnable closed) {
        this.driver = driver;
        this.closed = closed;
    }

    static Connection of(Connection driver, Runnable closed) {
        return (Connection) Proxy.newProxyInstance(
                CountedConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                new CountedConnection(driver, closed));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "close", "abort" -> ending(method, arguments);
            default -> onDriver(method, arguments);
        };
    }

    private @Nullable Object ending(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return onDriver(method, arguments);
        } finally {
            if (told.compareAndSet(false, true)) {
                closed.run();
            }
        }
    }

    private @Nullable Object onDriver(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(driver, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
