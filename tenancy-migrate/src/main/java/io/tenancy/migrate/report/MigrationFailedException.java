package io.tenancy.migrate.report;

/** A target was not migrated in this attempt. */
public final class MigrationFailedException extends Exception {

    private final transient TargetFailure failure;
    private final boolean passing;

    /** @param passing whether another attempt may succeed */
    public MigrationFailedException(TargetFailure failure, boolean passing, Throwable cause) {
        super(failure.sentence(), cause);
        this.failure = failure;
        this.passing = passing;
    }

    public TargetFailure failure() {
        return failure;
    }

    /** Whether another attempt may succeed: a lock, a deadlock, a lost connection. */
    public boolean isPassing() {
        return passing;
    }
}
