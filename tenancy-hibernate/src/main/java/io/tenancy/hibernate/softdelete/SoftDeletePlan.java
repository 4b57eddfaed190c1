package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.operation.RowOperation;
import io.tenancy.hibernate.operation.RowOperations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.metamodel.mapping.EmbeddableValuedModelPart;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.query.spi.DomainQueryExecutionContext;
import org.hibernate.query.sqm.BinaryArithmeticOperator;
import org.hibernate.query.sqm.internal.CacheableSqmInterpretation;
import org.hibernate.query.sqm.internal.DomainParameterXref;
import org.hibernate.query.sqm.internal.SimpleNonSelectQueryPlan;
import org.hibernate.query.sqm.sql.SqmTranslation;
import org.hibernate.query.sqm.sql.StandardSqmTranslation;
import org.hibernate.query.sqm.tree.SqmDmlStatement;
import org.hibernate.query.sqm.tree.delete.SqmDeleteStatement;
import org.hibernate.sql.ast.tree.AbstractUpdateOrDeleteStatement;
import org.hibernate.sql.ast.tree.MutationStatement;
import org.hibernate.sql.ast.tree.expression.BinaryArithmeticExpression;
import org.hibernate.sql.ast.tree.expression.ColumnReference;
import org.hibernate.sql.ast.tree.expression.Expression;
import org.hibernate.sql.ast.tree.expression.JdbcParameter;
import org.hibernate.sql.ast.tree.expression.QueryLiteral;
import org.hibernate.sql.ast.tree.from.NamedTableReference;
import org.hibernate.sql.ast.tree.update.Assignment;
import org.hibernate.sql.ast.tree.update.UpdateStatement;
import org.hibernate.sql.exec.internal.JdbcParameterBindingImpl;
import org.hibernate.sql.exec.internal.JdbcParameterBindingsImpl;
import org.hibernate.sql.exec.internal.SqlTypedMappingJdbcParameter;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/**
 * A delete of rows of one table, which becomes an update under the same restriction, and goes on to what depends on them.
 * Kept with the query and run by several threads: what an execution stamps are parameters.
 */
final class SoftDeletePlan extends SimpleNonSelectQueryPlan {

    private final EntityPersister persister;
    private final Map<JdbcParameter, Function<Deletion, Object>> stamps = new LinkedHashMap<>();

    SoftDeletePlan(EntityPersister persister, SqmDeleteStatement<?> delete, DomainParameterXref parameters) {
        super(delete, parameters);
        this.persister = persister;
    }

    @Override
    protected SqmTranslation<? extends MutationStatement> buildTranslation(
            SqmDmlStatement<?> statement, DomainParameterXref parameters, DomainQueryExecutionContext context) {
        var translation = super.buildTranslation(statement, parameters, context);
        var delete = (AbstractUpdateOrDeleteStatement) translation.getSqlAst();
        var update = new UpdateStatement(
                delete,
                delete.getTargetTable(),
                delete.getMutationTarget(),
                delete.getFromClause(),
                assignments(delete.getTargetTable()),
                delete.getRestriction(),
                delete.getReturningColumns());
        return new StandardSqmTranslation<>(
                update,
                translation.getJdbcParamsBySqmParam(),
                translation.getSqmParameterMappingModelTypeResolutions(),
                translation.getSqlExpressionResolver(),
                translation.getFromClauseAccess());
    }

    private List<Assignment> assignments(NamedTableReference table) {
        stamps.clear();
        var columns = SoftDeleteModel.deletionOf(persister);
        var assignments = new ArrayList<Assignment>();
        assignments.add(stamp(table, columns, "at", Deletion::at));
        assignments.add(stamp(table, columns, "by", Deletion::by));
        assignments.add(stamp(table, columns, "operation", Deletion::operation));
        if (persister.isVersioned()) {
            assignments.add(nextVersion(table));
        }
        return assignments;
    }

    private Assignment stamp(
            NamedTableReference table,
            EmbeddableValuedModelPart deletion,
            String part,
            Function<Deletion, Object> value) {
        var column = deletion.findSubPart(part, null).asBasicValuedModelPart();
        var parameter = new SqlTypedMappingJdbcParameter(column);
        stamps.put(parameter, made -> column.getJdbcMapping().convertToRelationalValue(value.apply(made)));
        return new Assignment(new ColumnReference(table, column), parameter);
    }

    /** A loaded copy must not win over the deletion. */
    private Assignment nextVersion(NamedTableReference table) {
        SelectableMapping version = persister.getVersionMapping();
        var column = new ColumnReference(table, version);
        return new Assignment(column, next(column, version));
    }

    private Expression next(ColumnReference column, SelectableMapping version) {
        var type = persister.getVersionMapping().getJdbcMapping();
        Class<?> javaType = type.getMappedJavaType().getJavaTypeClass();
        if (Number.class.isAssignableFrom(javaType)) {
            Object one = persister.getVersionJavaType().fromString("1");
            return new BinaryArithmeticExpression(
                    column,
                    BinaryArithmeticOperator.ADD,
                    new QueryLiteral<>(one, persister.getVersionMapping()),
                    persister.getVersionMapping());
        }
        var parameter = new SqlTypedMappingJdbcParameter(version);
        stamps.put(
                parameter,
                made -> type.convertToRelationalValue(
                        persister.getVersionJavaType().wrap(made.at(), null)));
        return parameter;
    }

    @Override
    protected int execute(
            CacheableSqmInterpretation<MutationStatement, JdbcOperationQueryMutation> interpretation,
            JdbcParameterBindings bindings,
            ExecutionContext context) {
        var session = context.getSession();
        Deletion deletion = Deletion.now();
        var all = new JdbcParameterBindingsImpl(stamps.size());
        bindings.visitBindings(all::addBinding);
        stamps.forEach((parameter, value) -> all.addBinding(
                parameter,
                new JdbcParameterBindingImpl(
                        parameter.getExpressionType().getSingleJdbcMapping(), value.apply(deletion))));
        int deleted = RowOperations.during(
                RowOperation.SOFT_DELETE, session, () -> super.execute(interpretation, all, context));
        if (deleted > 0) {
            new Cascade(session, deletion).from(persister);
        }
        return deleted;
    }
}
