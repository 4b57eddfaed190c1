package io.tenancy.hibernate.fetch;

import org.hibernate.SessionEventListener;
import org.jspecify.annotations.Nullable;

/** Enters what a session prepares and executes into its ledger. */
final class StatementTimes implements SessionEventListener {

    private final transient FetchLedger ledger;
    private transient @Nullable FetchedStatement current;
    private transient long start;

    StatementTimes(FetchLedger ledger) {
        this.ledger = ledger;
    }

    @Override
    public void jdbcPrepareStatementStart() {
        String sql = FetchInspector.takePrepared();
        current = sql == null ? null : ledger.prepare(sql);
    }

    @Override
    public void jdbcExecuteStatementStart() {
        start = System.nanoTime();
    }

    @Override
    public void jdbcExecuteStatementEnd() {
        executed();
    }

    @Override
    public void jdbcExecuteBatchStart() {
        start = System.nanoTime();
    }

    @Override
    public void jdbcExecuteBatchEnd() {
        executed();
    }

    private void executed() {
        FetchedStatement statement = current;
        if (statement != null) {
            statement.executed(System.nanoTime() - start);
        }
    }
}
