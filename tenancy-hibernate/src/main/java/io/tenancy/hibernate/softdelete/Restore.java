package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import java.sql.Connection;
import java.sql.Savepoint;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;

/** Takes one delete operation back. */
record Restore(SharedSessionContractImplementor session) {

    int restore(SoftEntity top, Object id) {
        Optional<UUID> operation = DeletedRows.findOperation(session, top, id);
        if (operation.isEmpty()) {
            return 0;
        }
        var reach = SoftDeleteModel.of(session.getFactory()).reach(top);
        int restored = 0;
        try (Session all = View.working(session, Visibility.WITH_DELETED)) {
            var statements = new OperationStatements(all, operation.orElseThrow());
            requireNothingDeletedAbove(statements, reach);
            Savepoint before = session.doReturningWork(Connection::setSavepoint);
            for (SoftEntity entity : reach) {
                restored += restore(statements, entity, before);
            }
            session.doWork(connection -> connection.releaseSavepoint(before));
        }
        new CachedRows(session).forget(reach);
        return restored;
    }

    /** Only an intact transaction can tell which two rows are in each other's way. */
    private int restore(OperationStatements statements, SoftEntity entity, Savepoint before) {
        try {
            return statements.restore(entity);
        } catch (ConstraintViolationException e) {
            session.doWork(connection -> connection.rollback(before));
            throw new Conflict(session, entity, statements.operation())
                    .find(e)
                    .<RuntimeException>map(found -> found)
                    .orElse(e);
        }
    }

    /** A row that lives below a deleted one would be found, and what it belongs to would not. */
    private void requireNothingDeletedAbove(OperationStatements statements, List<SoftEntity> reach) {
        var model = SoftDeleteModel.of(session.getFactory());
        for (SoftEntity target : model.all()) {
            for (var reference : target.references(Action.CASCADE)) {
                Optional<SoftEntity> holder =
                        model.findNamed(reference.holder()).filter(reach::contains);
                if (holder.isPresent()) {
                    statements
                            .findBelowDeleted(holder.orElseThrow(), reference, target)
                            .ifPresent(ids -> {
                                throw new RestoreRefusedException(
                                        SoftDeleteException.tenantOf(session), reference, ids[0], ids[1]);
                            });
                }
            }
        }
    }
}
