package io.tenancy.testkit.junit;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A database on which one test after the other works, with the two connections that undo what they did. */
final class Worktop implements AutoCloseable {

    private final Served served;
    private @Nullable Connection app;
    private @Nullable Tables tables;

    Worktop(Served served) {
        this.served = served;
    }

    Served served() {
        return served;
    }

    Connection appConnection() throws SQLException {
        Connection found = app;
        if (found == null || found.isClosed()) {
            found = served.watched().connectUnwatched();
            app = found;
        }
        return found;
    }

    Tables tables() throws SQLException {
        Tables found = tables;
        if (found == null) {
            found = Tables.of(served.database());
            tables = found;
        }
        return found;
    }

    @Override
    public void close() throws Exception {
        try (served;
                var one = app;
                var other = tables) {
            // in this order, from the last to the first
        }
    }
}
