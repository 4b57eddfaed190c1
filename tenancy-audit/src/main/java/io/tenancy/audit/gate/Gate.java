package io.tenancy.audit.gate;

import io.tenancy.audit.RawWrites;
import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.capture.Journal;
import io.tenancy.audit.capture.StatementDetail;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.operation.RowOperation;
import io.tenancy.hibernate.operation.RowOperations;
import io.tenancy.hibernate.routing.SessionTenant;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/** Looks at what a query is about to send: does it write to a recorded table, and who has it recorded. */
final class Gate {

    private static final System.Logger LOG = System.getLogger(Gate.class.getName());

    private Gate() {}

    /**
     * How to run a statement so that it is recorded; empty if nothing has to be.
     *
     * @throws UnrecordedWriteException if nobody has it recorded, nor said that a warning is enough
     */
    static Optional<RecordedStatement> find(SharedSessionContractImplementor session, String sql) {
        Journal journal = Capture.findJournal(session);
        if (journal == null) {
            return Optional.empty();
        }
        Set<String> written = written(session, journal.capture(), sql);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<RowOperation> own = RowOperations.find(session);
        Optional<StatementDetail> detail =
                own.map(any -> StatementDetail.allRows()).or(journal::findStatementDetail);
        if (detail.isEmpty()) {
            stop(session, journal.capture(), written);
            return Optional.empty();
        }
        return Optional.of(new RecordedStatement(
                session, journal, sql, Set.copyOf(written), detail.orElseThrow(), own.map(Gate::kind)));
    }

    /** @throws UnrecordedWriteException if what gives rows writes to a recorded table, and a warning is not enough */
    static void pass(SharedSessionContractImplementor session, String sql) {
        Journal journal = Capture.findJournal(session);
        if (journal == null) {
            return;
        }
        Set<String> written = written(session, journal.capture(), sql);
        if (written.isEmpty()) {
            return;
        }
        if (RowOperations.find(session).isPresent()
                || journal.findStatementDetail().isPresent()) {
            throw RecordedStatement.refused(
                    session,
                    written,
                    "It changes several tables at once, or gives rows, of which only single ones can be told. Change the"
                            + " entities, or table by table.");
        }
        stop(session, journal.capture(), written);
    }

    /** Those that events record. What is written to the others is admitted here, and recorded by their triggers. */
    private static Set<String> written(SharedSessionContractImplementor session, Capture capture, String sql) {
        Set<String> written = WrittenTables.in(sql);
        Set<String> triggered = common(written, capture.triggerTables());
        if (!triggered.isEmpty()) {
            Capture.admitTriggered(session, RecordedStatement.attempted(triggered), triggered);
        }
        return common(written, capture.tables());
    }

    private static Kind kind(RowOperation operation) {
        return switch (operation) {
            case UPDATE -> Kind.UPDATE;
            case SOFT_DELETE -> Kind.SOFT_DELETE;
            case RESTORE -> Kind.RESTORE;
            case PURGE -> Kind.PURGE;
        };
    }

    private static Set<String> common(Set<String> written, Set<String> recorded) {
        var tables = new TreeSet<>(written);
        tables.retainAll(recorded);
        return tables;
    }

    private static void stop(SharedSessionContractImplementor session, Capture capture, Set<String> tables) {
        if (capture.rawWrites() == RawWrites.REFUSE) {
            throw RecordedStatement.refused(
                    session,
                    tables,
                    "Have RecordedStatements execute it, change the entities, or let Bulk or Repository do it.");
        }
        LOG.log(
                Level.WARNING,
                RecordedStatement.attempted(tables) + " for "
                        + SessionTenant.of(session).identifier() + " is not on the audit trail.");
    }
}
