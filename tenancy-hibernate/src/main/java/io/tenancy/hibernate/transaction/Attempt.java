package io.tenancy.hibernate.transaction;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** One attempt at a unit of work, for its work to ask and to tell. For use by the thread that runs the work. */
public final class Attempt {

    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());

    private final int number;
    private final List<Runnable> afterCommit = new ArrayList<>();

    Attempt(int number) {
        this.number = number;
    }

    /** From 1 on. */
    public int number() {
        return number;
    }

    /**
     * Has this done once the attempt is committed, on the same thread, outside of the transaction; dropped if the attempt
     * fails. What it throws is logged: the commit stands. What must not get lost if the process dies belongs into a table,
     * in the transaction itself.
     */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    void runAfterCommit() {
        for (Runnable action : afterCommit) {
            try {
                action.run();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "An action after commit failed; the commit stands.", e);
            }
        }
    }
}
