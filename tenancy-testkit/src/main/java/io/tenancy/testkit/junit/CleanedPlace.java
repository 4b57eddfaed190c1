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
    public void end() throws SQLException {
        try {
            worktop.tables().clean();
        } finally {
            databases.giveBack(worktop);
        }
    }
}
