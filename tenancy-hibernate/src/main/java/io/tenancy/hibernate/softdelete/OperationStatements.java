package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.operation.RowOperation;
import io.tenancy.hibernate.operation.RowOperations;
import io.tenancy.hibernate.softdelete.SoftEntity.Reference;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.MutationQuery;

/** Statements about the rows of one delete operation, in HQL; the names in them come from the mapping. */
record OperationStatements(Session all, UUID operation) {

    /** Rows that live and refer to some of the operation join it. */
    int delete(SoftEntity holder, Reference reference, SoftEntity target, Deletion deletion) {
        return run(RowOperation.SOFT_DELETE, stamping(holder, refers(reference, target), deletion));
    }

    int delete(SoftEntity entity, List<Object> ids, Deletion deletion) {
        return run(
                RowOperation.SOFT_DELETE,
                stamping(entity, "id(h) in (:ids)", deletion).setParameterList("ids", ids));
    }

    private MutationQuery stamping(SoftEntity holder, String which, Deletion deletion) {
        String own = "h." + holder.deletion();
        return query("update " + versioned(holder.name()) + " h set " + own + ".at = :at, " + own + ".by = :by, " + own
                        + ".operation = :operation where " + own + ".at is null and " + which)
                .setParameter("at", deletion.at())
                .setParameter("by", deletion.by(), String.class);
    }

    void setNull(Reference reference, SoftEntity target) {
        run(
                RowOperation.UPDATE,
                query("update " + versioned(reference.holder()) + " h set h." + reference.path() + " = null where "
                        + refers(reference, target)));
    }

    /** Some row that lives and refers to one of the operation. */
    Optional<Object> findLive(Reference reference, SoftEntity target) {
        String living = model().findNamed(reference.holder())
                .map(holder -> " and h." + holder.deletion() + ".at is null")
                .orElse("");
        return all.createSelectionQuery(
                        "select id(h) from " + reference.holder() + " h where " + refers(reference, target) + living,
                        Object.class)
                .setParameter("operation", operation)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    int restore(SoftEntity entity) {
        String own = "e." + entity.deletion();
        return run(
                RowOperation.RESTORE,
                query("update " + versioned(entity.name()) + " e set " + own + ".at = null, " + own + ".by = null, "
                        + own + ".operation = null where " + own + ".operation = :operation"));
    }

    /** Some row of the operation that refers to a row which another operation has deleted. */
    Optional<Object[]> findBelowDeleted(SoftEntity entity, Reference reference, SoftEntity target) {
        String above = "t." + target.deletion();
        return all.createSelectionQuery(
                        "select id(h), id(t) from " + entity.name() + " h join h." + reference.path() + " t where h."
                                + entity.deletion() + ".operation = :operation and " + above + ".at is not null and "
                                + above + ".operation <> :operation",
                        Object[].class)
                .setParameter("operation", operation)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Which of these rows belong to the operation. */
    List<Object> among(SoftEntity entity, List<Object> ids) {
        return all.createSelectionQuery(
                        "select id(e) from " + entity.name() + " e where e." + entity.deletion()
                                + ".operation = :operation and id(e) in (:ids)",
                        Object.class)
                .setParameter("operation", operation)
                .setParameterList("ids", ids)
                .getResultList();
    }

    private static String refers(Reference reference, SoftEntity target) {
        return "h." + reference.path() + " in (select t from " + reference.target() + " t where t." + target.deletion()
                + ".operation = :operation)";
    }

    private int run(RowOperation purpose, MutationQuery statement) {
        return RowOperations.during(purpose, all, statement::executeUpdate);
    }

    private MutationQuery query(String hql) {
        return all.createMutationQuery(hql).setParameter("operation", operation);
    }

    private String versioned(String name) {
        var metamodel = factory().getJpaMetamodel();
        String entity = metamodel.entity(name).getHibernateEntityName();
        return (factory().getMappingMetamodel().getEntityDescriptor(entity).isVersioned() ? "versioned " : "") + name;
    }

    private SoftDeleteModel model() {
        return SoftDeleteModel.of(factory());
    }

    private SessionFactoryImplementor factory() {
        return all.unwrap(SharedSessionContractImplementor.class).getFactory();
    }
}
