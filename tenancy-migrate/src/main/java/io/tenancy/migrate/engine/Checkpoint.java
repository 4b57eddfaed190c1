package io.tenancy.migrate.engine;

/** Where a crash can hit a target. Named so that tests can crash at each. */
public enum Checkpoint {
    BEFORE_SCRIPT,
    AFTER_SCRIPT,
    BEFORE_COMMIT,
    AFTER_COMMIT;

    /** Passed on the thread and connection that migrate the target. */
    @FunctionalInterface
    public interface Passage {
        void at(Checkpoint checkpoint, TargetSession session);
    }
}
