package io.tenancy.hibernate.softdelete;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.mutation.internal.MatchingIdSelectionHelper;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;

/** A delete of entities with several tables: their ids are read, then the table with the deletion is changed. */
record SoftDeleteByIds(EntityPersister persister, SqmDeleteStatement<?> delete, DomainParameterXref parameters)
        implements NonSelectQueryPlan {

    private static final int AT_ONCE = 1_000;

    @Override
    public int executeUpdate(DomainQueryExecutionContext context) {
        var session = context.getSession();
        List<Object> ids = MatchingIdSelectionHelper.selectMatchingIds(delete, parameters, context);
        SoftEntity entity = SoftDeleteModel.of(session.getFactory()).require(persister.getEntityName());
        Deletion deletion = Deletion.now();
        int deleted = 0;
        try (Session all = View.working(session, Visibility.WITH_DELETED)) {
            var statements = new OperationStatements(all, deletion.operation());
            for (int from = 0; from < ids.size(); from += AT_ONCE) {
                var some = ids.subList(from, Math.min(ids.size(), from + AT_ONCE));
                deleted += statements.delete(entity, some, deletion);
            }
        }
        if (deleted > 0) {
            new Cascade(session, deletion).from(persister);
        }
        return deleted;
    }
}
