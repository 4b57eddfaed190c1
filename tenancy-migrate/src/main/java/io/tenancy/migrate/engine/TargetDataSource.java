package io.tenancy.migrate.engine;

import io.tenancy.migrate.target.OpeningDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hands Flyway the connection of a session, which it uses and does not close. If it asks for more, as it does for
 * callbacks such as {@code afterMigrate}, it gets new ones of the same kind. For use by one thread.
 */
final class TargetDataSource extends OpeningDataSource {

    /** Flyway's own lock is named by a hash of 32 bits, under which different schemas wait for each other. */
    private static final String LOCK = "SELECT pg_try_advisory_lock(";

    private static final String UNLOCK = "SELECT pg_advisory_unlock(";

    private final TargetSession session;
    private final Checkpoint.Passage passage;
    private boolean handedOut;

    TargetDataSource(TargetSession session, Checkpoint.Passage passage) {
        this.session = session;
        this.passage = passage;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (handedOut) {
            Connection more = session.connections().open(session.target().schema());
            TargetFacts.tell(more, session.connections().server(), session.target());
            return more;
        }
        handedOut = true;
        return (Connection) Proxy.newProxyInstance(
                TargetDataSource.class.getClassLoader(), new Class<?>[] {Connection.class}, this::call);
    }

    private @Nullable Object call(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close" -> null;
            case "prepareStatement" -> prepare(method, Objects.requireNonNull(arguments));
            case "commit" -> commit(method);
            default -> invoke(method, arguments);
        };
    }

    private @Nullable Object prepare(Method method, Object[] arguments) throws Throwable {
        arguments[0] = withoutFlywaysLock((String) arguments[0]);
        return invoke(method, arguments);
    }

    private @Nullable Object commit(Method method) throws Throwable {
        passage.at(Checkpoint.BEFORE_COMMIT, session);
        invoke(method, null);
        passage.at(Checkpoint.AFTER_COMMIT, session);
        return null;
    }

    /** The session holds a better lock already. */
    private static String withoutFlywaysLock(String sql) {
        if (sql.startsWith(LOCK)) {
            return "select true as pg_try_advisory_lock";
        }
        return sql.startsWith(UNLOCK) ? "select true" : sql;
    }

    private @Nullable Object invoke(Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(session.connection(), arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
