package io.tenancy.hibernate.softdelete;

import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.spi.NonSelectQueryPlan;
import org.hibernate.query.spi.QueryOptions;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.MultiTableDeleteQueryPlan;
import org.hibernate.query.sqm.internal.MultiTableUpdateQueryPlan;
import org.hibernate.query.sqm.internal.SimpleDeleteQueryPlan;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandler;
import org.hibernate.query.sqm.mutation.spi.MultiTableHandlerBuildResult;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.query.sqm.tree.SqmDeleteOrUpdateStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.query.sqm.tree.update.SqmUpdateStatement;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.jspecify.annotations.Nullable;

/**
 * How HQL and criteria delete an entity: softly, unless the session purges. Updates stay as they are. It stands where
 * Hibernate keeps its ways to change several tables by one statement, because that is where it asks.
 *
 * @param own Hibernate's way for this entity; null if it lives in one table
 */
record SoftDeleteStrategy(EntityPersister persister, @Nullable SqmMultiTableMutationStrategy own)
        implements SqmMultiTableMutationStrategy {

    @Override
    public MultiTableHandlerBuildResult buildHandler(
            SqmDeleteOrUpdateStatement<?> statement,
            DomainParameterXref parameters,
            DomainQueryExecutionContext context) {
        Plans plans = statement instanceof SqmDeleteStatement<?> delete
                ? new Plans(softly(delete, parameters), forGood(delete, parameters))
                : updating((SqmUpdateStatement<?>) statement, parameters);
        return new MultiTableHandlerBuildResult(plans, JdbcParameterBindings.NO_BINDINGS);
    }

    private NonSelectQueryPlan softly(SqmDeleteStatement<?> delete, DomainParameterXref parameters) {
        return own == null
                ? new SoftDeletePlan(persister, delete, parameters)
                : new SoftDeleteByIds(persister, delete, parameters);
    }

    private NonSelectQueryPlan forGood(SqmDeleteStatement<?> delete, DomainParameterXref parameters) {
        return own == null
                ? new SimpleDeleteQueryPlan(persister, delete, parameters)
                : new MultiTableDeleteQueryPlan(delete, parameters, own);
    }

    private Plans updating(SqmUpdateStatement<?> update, DomainParameterXref parameters) {
        NonSelectQueryPlan plan = own == null
                ? new SimpleNonSelectQueryPlan(update, parameters)
                : new MultiTableUpdateQueryPlan(update, parameters, own);
        return new Plans(plan, plan);
    }

    /** What Hibernate keeps with the query, for sessions of either sort. */
    private record Plans(NonSelectQueryPlan usual, NonSelectQueryPlan purging) implements MultiTableHandler {

        @Override
        public int execute(JdbcParameterBindings bindings, DomainQueryExecutionContext context) {
            boolean purges = SessionVisibility.of(context.getSession()).purges();
            return (purges ? purging : usual).executeUpdate(context);
        }

        @Override
        public JdbcParameterBindings createJdbcParameterBindings(DomainQueryExecutionContext context) {
            return JdbcParameterBindings.NO_BINDINGS;
        }

        @Override
        public boolean dependsOnParameterBindings() {
            return false;
        }

        @Override
        public boolean isCompatibleWith(JdbcParameterBindings bindings, QueryOptions options) {
            return true;
        }
    }
}
