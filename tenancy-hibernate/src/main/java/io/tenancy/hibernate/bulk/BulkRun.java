package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.row.RowColumns;
import io.tenancy.hibernate.softdelete.SoftDelete;
import jakarta.persistence.TransactionRequiredException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.StatelessSession;
import org.hibernate.engine.internal.Versioning;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.generator.BeforeExecutionGenerator;
import org.hibernate.generator.EventType;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** One call of {@link Bulk}. */
final class BulkRun {

    /** Below, a batch is one round trip too, and asks the catalog nothing. */
    private static final int ARRAYS_FROM = 50;

    private static final int COPY_FROM = 1000;

    /** Rows in one statement: what the arrays take in memory. */
    private static final int ROWS_AT_ONCE = 10_000;

    private final Operation operation;
    private final EntityPersister persister;
    private final SharedSessionContractImplementor session;
    private final RowEvents events;
    private final Copies copies;
    private final boolean soft;
    private final List<Object> ids = new ArrayList<>();
    private final Set<Object> met = new HashSet<>();

    BulkRun(Operation operation, EntityPersister persister, SharedSessionContractImplementor session) {
        this.operation = operation;
        this.persister = persister;
        this.session = session;
        this.events = new RowEvents(operation, persister, session);
        this.soft = SoftDelete.isDeletedSoftly(persister);
        this.copies = new Copies(persister, session);
    }

    BulkResult run(List<?> rows) {
        if (!session.isTransactionInProgress()) {
            throw new TransactionRequiredException(
                    title() + " refused: there is no transaction, so half of it could stay. Begin one.");
        }
        Optional<String> obstacle = new Fitness(persister, operation).obstacle();
        obstacle.ifPresent(this::requireBatch);
        rows.forEach(this::requireFit);
        copies.prepare();
        BulkResult result = obstacle.isPresent() || isFew(rows) ? batches(rows) : statements(rows);
        if (operation == Operation.DELETE) {
            copies.forget(ids);
        } else if (operation != Operation.INSERT) {
            copies.refresh(ids);
        }
        return result;
    }

    private String title() {
        return operation.title() + " of " + persister.getEntityName();
    }

    private void requireBatch(String obstacle) {
        if (operation == Operation.UPSERT) {
            throw new IllegalArgumentException(title() + " refused: the entity " + obstacle
                    + (soft ? ". Upsert the rows with Repository.upsertAll." : ". Load and change the rows."));
        }
        if (!(session instanceof StatelessSession)) {
            throw new IllegalArgumentException(title() + " refused: the entity " + obstacle
                    + ", so that only Hibernate's batches can write it,"
                    + " which a session without state has. Open one, or use "
                    + (soft && operation == Operation.DELETE ? "SoftDelete.deleteAll." : "the session's own methods."));
        }
    }

    private boolean isFew(List<?> rows) {
        return session instanceof StatelessSession && operation != Operation.UPSERT && rows.size() < ARRAYS_FROM;
    }

    /** A managed row would be written by a flush as well; a row given twice has no one outcome. */
    private void requireFit(Object row) {
        if (operation != Operation.DELETE && copies.areManaged(row)) {
            throw new IllegalArgumentException(title() + " refused: #" + persister.getIdentifier(row, session)
                    + " is managed by the session, which writes it by itself. Give rows that it does not manage.");
        }
        if (operation == Operation.INSERT) {
            return;
        }
        Object id = persister.getIdentifier(row, session);
        if (id == null) {
            throw new IllegalArgumentException(
                    title() + " refused: a row has no id, so no row can be meant. Insert it, or give it an id.");
        }
        if (!met.add(id)) {
            throw new IllegalArgumentException(title() + " refused: #" + id + " is given twice. Give each row once.");
        }
        ids.add(id);
    }

    private BulkResult batches(List<?> rows) {
        if (soft && operation == Operation.UPDATE) {
            SoftDelete.in(session).requireNotDeleted(operation.title(), persister.getMappedClass(), ids);
        }
        new Batch(operation, (StatelessSession) session).write(rows);
        return operation.result(Way.BATCH, 0, rows.size(), versions(rows));
    }

    private BulkResult statements(List<?> rows) {
        RowColumns columns = operation == Operation.UPDATE || operation == Operation.DELETE
                ? RowColumns.ofUpdate(persister)
                : RowColumns.ofInsert(persister);
        RowWriter writer = writer(columns, rows.size());
        long inserted = 0;
        long written = 0;
        for (int from = 0; from < rows.size(); from += ROWS_AT_ONCE) {
            List<Given> given = take(columns, rows.subList(from, Math.min(from + ROWS_AT_ONCE, rows.size())));
            if (!given.isEmpty()) {
                inserted += write(writer, given);
                written += given.size();
                given.forEach(events::done);
            }
        }
        return operation.result(writer.way(), inserted, written, versions(rows));
    }

    private RowWriter writer(RowColumns columns, int rows) {
        LiveTable table = converting(
                () -> LiveTable.read(
                        session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection(),
                        persister.getTableName(),
                        columns.list()),
                "the catalog");
        return operation == Operation.INSERT && rows >= COPY_FROM && !table.behindPolicy() && CopyWriter.fits(columns)
                ? new CopyWriter(persister, columns, session)
                : new ArrayWriter(operation, persister, columns, table, session);
    }

    private long write(RowWriter writer, List<Given> rows) {
        return converting(() -> writer.write(rows), writer.sql());
    }

    private List<Given> take(RowColumns columns, List<?> rows) {
        var taken = new ArrayList<Given>(rows.size());
        for (Object row : rows) {
            Given given = given(row);
            if (!events.vetoed(given)) {
                if (operation != Operation.DELETE) {
                    columns.generate(session, row, given.state());
                }
                taken.add(given);
            }
        }
        return taken;
    }

    private Given given(Object row) {
        Object id = operation == Operation.INSERT ? newId(row) : persister.getIdentifier(row, session);
        @Nullable Object[] state = persister.getValues(row);
        Object expected = null;
        if (operation.compares(persister)) {
            expected = persister.getVersion(row);
            if (operation == Operation.UPDATE) {
                Versioning.setVersion(state, Versioning.incrementVersion(row, expected, persister, session), persister);
                persister.setValues(row, state);
            }
        }
        return new Given(row, id, state, expected);
    }

    private Object newId(Object row) {
        var generator = persister.getGenerator();
        if (generator.generatedBeforeExecution(row, session)) {
            Object assigned = generator.allowAssignedIdentifiers() ? persister.getIdentifier(row, session) : null;
            Object id = ((BeforeExecutionGenerator) generator).generate(session, row, assigned, EventType.INSERT);
            persister.setIdentifier(row, id, session);
            return id;
        }
        return Objects.requireNonNull(
                persister.getIdentifier(row, session), () -> title() + " refused: a row has no id. Give it one.");
    }

    private List<Object> versions(List<?> rows) {
        return persister.isVersioned() && operation != Operation.DELETE
                ? rows.stream().<Object>map(persister::getVersion).toList()
                : List.of();
    }

    private interface Sql<T> {
        T run() throws SQLException;
    }

    private <T> T converting(Sql<T> work, String sql) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, title() + " failed", sql);
        }
    }
}
