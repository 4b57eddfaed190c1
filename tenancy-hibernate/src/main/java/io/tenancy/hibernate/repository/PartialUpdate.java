package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.operation.RowOperation;
import io.tenancy.hibernate.operation.RowOperations;
import java.util.List;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.assignment.Assignment;
import org.hibernate.query.criteria.JpaCriteriaUpdate;
import org.hibernate.query.specification.UpdateSpecification;

/** Changes attributes of one row by a statement, as Hibernate's specifications do, and its version along with them. */
record PartialUpdate<E>(Store<E> store, Class<E> entity) {

    @SuppressWarnings("unchecked") // What a specification of E builds is an update of E.
    boolean run(Object id, List<? extends Assignment<? super E>> assignments) {
        var session = store.session();
        var builder = session.getCriteriaBuilder();
        var specification = UpdateSpecification.create(entity).reassign(assignments);
        var update = (JpaCriteriaUpdate<E>) specification.buildCriteria(builder);
        update.where(builder.equal(builder.id(update.getRoot()), id));
        var factory = session.unwrap(SharedSessionContractImplementor.class).getFactory();
        if (factory.getMappingMetamodel().getEntityDescriptor(entity).isVersioned()) {
            update.versioned();
        }
        var statement = session.createMutationQuery(update);
        boolean found = RowOperations.during(RowOperation.UPDATE, session, statement::executeUpdate) > 0;
        store.changed(id);
        return found;
    }
}
