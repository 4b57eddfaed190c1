package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import io.tenancy.hibernate.transaction.Savepoints;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;

/** Takes one delete operation back. */
record Restore(SharedSessionContractImplementor session) {

    int restore(SoftEntity top, Object id) {
        Optional<UUID> operation = DeletedRows.findOperation(session, top, id);
        return operation.isEmpty() ? 0 : restore(top, operation.orElseThrow());
    }

    /** In a savepoint: only an intact transaction can tell which two rows are in each other's way. */
    private int restore(SoftEntity top, UUID operation) {
        var reach = SoftDeleteModel.of(session.getFactory()).reach(top);
        try {
            return Savepoints.in(session).call(part -> {
                var all = SessionVisibility.settle(part, Visibility.WITH_DELETED);
                var statements = new OperationStatements(all, operation);
                requireNothingDeletedAbove(statements, reach);
                return reach.stream().mapToInt(statements::restore).sum();
            });
        } catch (ConstraintViolationException e) {
            throw new Conflict(session, operation)
                    .find(reach, e)
                    .<RuntimeException>map(found -> found)
                    .orElse(e);
        } finally {
            new CachedRows(session).forget(reach);
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
