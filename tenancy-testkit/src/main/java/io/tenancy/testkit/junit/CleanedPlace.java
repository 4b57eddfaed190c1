package io.tenancy.testkit.junit;

import java.sql.SQLException;

/** The database of all, cleaned afterwards. */
record CleanedPlace(Databases databases, Worktop worktop) implements Place {

    CleanedPlace(Databases databases) throws Exception {
        this(databases, databases.borrow());
    }

    @Override
    public Served served() {
        return worktop.served();
    }

    @Override
    public void begin() throws SQLException {
        worktop.tables().mark();
    }

    @Override
    public void end(boolean spoiled) throws Exception {
        if (spoiled) {
            databases.discard(worktop);
            return;
        }
        try {
            worktop.tables().clean();
        } catch (SQLException e) {
            databases.discard(worktop);
            throw e;
        }
        databases.giveBack(worktop);
    }
}
