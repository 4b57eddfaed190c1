package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import io.tenancy.hibernate.softdelete.SoftEntity.Reference;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.persister.entity.EntityPersister;

/**
 * What follows from a delete that has stamped its rows: one statement for each association that refers to them, whatever
 * the number of rows, and again for those. The rows to go on from are known by their operation.
 */
record Cascade(SharedSessionContractImplementor session, Deletion deletion) {

    void from(EntityPersister persister) {
        var model = SoftDeleteModel.of(session.getFactory());
        SoftEntity top = model.require(persister.getEntityName());
        Set<SoftEntity> touched = new LinkedHashSet<>(Set.of(top));
        try (Session all = View.working(session, Visibility.WITH_DELETED)) {
            var statements = new OperationStatements(all, deletion.operation());
            var open = new ArrayDeque<>(Set.of(top));
            while (!open.isEmpty()) {
                SoftEntity entity = open.remove();
                for (Reference reference : entity.references(Action.CASCADE)) {
                    SoftEntity holder = model.findNamed(reference.holder()).orElseThrow();
                    if (statements.delete(holder, reference, entity, deletion) > 0) {
                        touched.add(holder);
                        open.add(holder);
                    }
                }
                entity.references(Action.SET_NULL).forEach(reference -> statements.setNull(reference, entity));
            }
            for (SoftEntity entity : touched) {
                entity.references(Action.REFUSE).forEach(reference -> refuse(statements, reference, entity));
            }
        }
        new Forgetting(session, deletion.operation()).forget(touched);
    }

    private void refuse(OperationStatements statements, Reference reference, SoftEntity entity) {
        statements.findLive(reference, entity).ifPresent(id -> {
            session.getTransaction().setRollbackOnly();
            throw new DeleteRefusedException(
                    SoftDeleteException.tenantOf(session), entity.name(), reference.toString(), id);
        });
    }
}
