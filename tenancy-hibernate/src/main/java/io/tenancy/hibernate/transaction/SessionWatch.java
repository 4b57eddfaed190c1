package io.tenancy.hibernate.transaction;

import org.hibernate.SessionEventListener;

/**
 * Stands before every statement of a session: none runs on another thread than the one that made this, and none once the
 * unit of work was stopped.
 */
final class SessionWatch implements SessionEventListener {

    private final transient Thread owner = Thread.currentThread();
    private final transient Runnable check;

    /** @param check throws if no statement may follow */
    SessionWatch(Runnable check) {
        this.check = check;
    }

    @Override
    public void jdbcPrepareStatementStart() {
        beforeStatement();
    }

    @Override
    public void jdbcExecuteStatementStart() {
        beforeStatement();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        beforeStatement();
    }

    @Override
    public void flushStart() {
        beforeStatement();
    }

    private void beforeStatement() {
        Thread current = Thread.currentThread();
        if (current != owner) {
            throw new ForeignThreadException(Units.tenant(), owner, current);
        }
        check.run();
    }
}
