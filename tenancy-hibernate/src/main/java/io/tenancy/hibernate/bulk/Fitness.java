package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.softdelete.SoftDelete;
import java.util.Optional;
import org.hibernate.engine.OptimisticLockStyle;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.mutation.EntityMutationTarget;
import org.hibernate.persister.entity.mutation.EntityTableMapping;

/** Whether rows of an entity are no more than rows of one table, which a statement of our own can write. */
record Fitness(EntityPersister persister, Operation operation) {

    /** What only Hibernate itself can do for such a row; empty if there is nothing. */
    Optional<String> obstacle() {
        if (persister.getSuperMappingType() != null
                || persister.getSubclassEntityNames().size() > 1) {
            return Optional.of("belongs to a hierarchy");
        }
        if (persister.hasMultipleTables()) {
            return Optional.of("has more than one table");
        }
        if (persister.hasOwnedCollections() && operation != Operation.UPSERT) {
            return Optional.of("owns collections that have tables of their own");
        }
        if (SoftDelete.isDeletedSoftly(persister) && (operation == Operation.DELETE || operation == Operation.UPSERT)) {
            return Optional.of("is deleted softly");
        }
        if (isGenerated()) {
            return Optional.of("has columns that the database generates");
        }
        if (isKeptByHibernate()) {
            return Optional.of("is audited, versioned in time, or deleted softly by Hibernate");
        }
        if (isOdd()) {
            return Optional.of("has SQL of its own, lazy attributes, or is locked by the values of its columns");
        }
        return hasOddColumn() ? Optional.of("has a large object, or SQL of its own for a column") : Optional.empty();
    }

    private boolean isGenerated() {
        return persister.getGenerator().generatedOnExecution()
                || persister.hasInsertGeneratedProperties()
                || persister.hasUpdateGeneratedProperties();
    }

    private boolean isKeptByHibernate() {
        return persister.getSoftDeleteMapping() != null
                || persister.getAuditMapping() != null
                || persister.getTemporalMapping() != null;
    }

    private boolean isOdd() {
        OptimisticLockStyle style = persister.optimisticLockStyle();
        return !persister.isMutable()
                || persister.hasLazyProperties()
                || style == OptimisticLockStyle.ALL
                || style == OptimisticLockStyle.DIRTY
                || hasOwnSql(((EntityMutationTarget) persister).getIdentifierTableMapping());
    }

    private static boolean hasOwnSql(EntityTableMapping table) {
        return table.getInsertDetails().getCustomSql() != null
                || table.getUpdateDetails().getCustomSql() != null
                || table.getDeleteDetails().getCustomSql() != null;
    }

    private boolean hasOddColumn() {
        boolean[] odd = {false};
        persister.forEachSelectable((position, column) -> odd[0] |= !column.isFormula() && isOdd(column));
        return odd[0];
    }

    /** Where a value stands in SQL is told by the question mark. */
    private static boolean isOdd(SelectableMapping column) {
        String write = column.getWriteExpression();
        return column.getJdbcMapping().getJdbcType().isLob()
                || write.indexOf('?') < 0
                || write.indexOf('?') != write.lastIndexOf('?');
    }
}
