package io.tenancy.testkit.junit;

import io.tenancy.testkit.driver.WatchedDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Makes the code under test lose against another transaction, a real one. A parameter of a {@link TenancyTest} with
 * isolation {@link Isolation#CLONE} or {@link Isolation#CLEAN}. What is ordered and does not happen fails the test.
 */
public final class Conflicts {

    private final WatchedDatabase database;
    private final Isolation isolation;
    private @Nullable Rivals rivals;

    Conflicts(WatchedDatabase database, Isolation isolation) {
        this.database = database;
        this.isolation = isolation;
    }

    /**
     * Just before the app's next UPDATE or DELETE of this table, the rival writes and commits: what the app read before is
     * no longer so.
     *
     * @param table its name, without the schema
     */
    public void loseRaceFor(String table, Rival rival) {
        rivals().expectRace(table, rival);
    }

    /**
     * The next commits of the app, of transactions that begin from now on, are answered with 40001, "could not serialize
     * access". They run as SERIALIZABLE, and each is made one half of a cycle whose other half has committed.
     */
    public void failNextCommits(int count) {
        rivals().expectFailures(count);
    }

    private Rivals rivals() {
        if (isolation == Isolation.ROLLBACK || isolation == Isolation.SANDBOX) {
            throw new IllegalStateException("A conflict needs two transactions, and a test with isolation " + isolation
                    + " is one: use CLONE or CLEAN.");
        }
        Rivals found = rivals;
        if (found == null) {
            found = new Rivals(database.database());
            rivals = found;
            database.interfere(found);
        }
        return found;
    }

    /** @throws AssertionError if something that was ordered did not happen */
    void end() {
        database.interfere(null);
        if (rivals != null) {
            rivals.end();
        }
    }
}
