package io.tenancy.testkit.junit;

import io.tenancy.testkit.driver.SharedTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction for the whole test, rolled back. */
final class SharedPlace implements Place {

    private final Databases databases;
    private final Worktop worktop;
    private final boolean manyThreads;
    private final Duration patience;
    private @Nullable SharedTransaction transaction;

    SharedPlace(Databases databases, boolean manyThreads, Duration patience) throws Exception {
        this.databases = databases;
        this.worktop = databases.borrow();
        this.manyThreads = manyThreads;
        this.patience = patience;
    }

    @Override
    public Served served() {
        return worktop.served();
    }

    @Override
    public void begin() throws SQLException {
        Connection connection = worktop.appConnection();
        Optional<Thread> only = manyThreads ? Optional.empty() : Optional.of(Thread.currentThread());
        transaction = new SharedTransaction(connection, only, patience);
        served().watched().share(transaction);
    }

    @Override
    public void end(boolean spoiled) throws Exception {
        served().watched().share(null);
        boolean usable = false;
        Optional<String> open = Optional.empty();
        try {
            open = transaction == null ? open : transaction.end();
            usable = !spoiled && open.isEmpty();
        } finally {
            if (usable) {
                databases.giveBack(worktop);
            } else {
                databases.discard(worktop);
            }
        }
        if (open.isPresent()) {
            throw new AssertionError("The test left a transaction open, that of " + open.get()
                    + ". Commit or roll back, then close the connection.");
        }
    }
}
