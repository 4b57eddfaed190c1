package io.tenancy.audit.statement;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.capture.Journal;
import io.tenancy.audit.capture.StatementDetail;
import io.tenancy.audit.capture.StatementDetail.Sort;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.audit.refusal.TooManyRowsException;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;

/**
 * Executes updates, deletes and inserts of a session, in HQL, by criteria or native, and records them in the same
 * transaction: what of them is up to the caller. For one thread, as the session.
 */
public final class RecordedStatements {

    /** As many as take PostgreSQL some seconds. */
    private static final long ROWS_AT_MOST = 100_000;

    private final SharedSessionContractImplementor session;
    private final StatementDetail detail;

    private RecordedStatements(SharedSessionContractImplementor session, StatementDetail detail) {
        this.session = session;
        this.detail = detail;
    }

    /** Each row with its values before and after, and no more than 100 000 of them. */
    public static RecordedStatements in(SharedSessionContract session) {
        return new RecordedStatements(
                session.unwrap(SharedSessionContractImplementor.class), new StatementDetail(Sort.ROWS, ROWS_AT_MOST));
    }

    /** Each row with its values, and a statement that changes more rows is rolled back. */
    public RecordedStatements withRowsAtMost(long rows) {
        return new RecordedStatements(session, new StatementDetail(Sort.ROWS, rows));
    }

    /** Each row, without values. */
    public RecordedStatements keysOnly() {
        return new RecordedStatements(session, new StatementDetail(Sort.KEYS, Long.MAX_VALUE));
    }

    /** One event for each statement that is sent: its text, without the values of its parameters, and the number of rows. */
    public RecordedStatements asSummary() {
        return new RecordedStatements(session, new StatementDetail(Sort.SUMMARY, Long.MAX_VALUE));
    }

    /**
     * What the session has changed before is recorded first.
     *
     * @param statement of the same session
     * @return how many rows it has changed
     * @throws UnrecordedWriteException if it cannot be recorded so, or there is no transaction; nothing was sent
     * @throws ActorMissingException if nobody is known to act; nothing was sent
     * @throws TooManyRowsException if it changes more rows than are to be told one by one
     */
    public int execute(MutationQuery statement) {
        Journal journal = Capture.findJournal(session);
        return journal == null
                ? statement.executeUpdate()
                : journal.recordingStatements(detail, statement::executeUpdate);
    }
}
