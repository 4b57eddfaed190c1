package io.tenancy.hibernate.paging;

import jakarta.persistence.criteria.Nulls;
import jakarta.persistence.criteria.Order;
import jakarta.persistence.metamodel.EmbeddableType;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.ManagedType;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.hibernate.query.sqm.tree.domain.SqmPath;
import org.hibernate.query.sqm.tree.expression.SqmAliasedNodeRef;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.from.SqmRoot;
import org.hibernate.query.sqm.tree.select.SqmSortSpecification;
import org.hibernate.type.descriptor.java.JavaType;

/** Takes the sort of a listing apart into single columns, and lets the id decide between rows that are equal in it. */
final class SortColumns {

    private final SessionFactoryImplementor factory;
    private final SqmRoot<?> root;
    private final List<SortColumn> columns = new ArrayList<>();

    private SortColumns(SharedSessionContract session, SqmRoot<?> root) {
        this.factory = session.unwrap(SharedSessionContractImplementor.class).getFactory();
        this.root = root;
    }

    static List<SortColumn> of(SharedSessionContract session, Listing<?> listing) {
        var sort = new SortColumns(session, listing.root());
        for (Order order : listing.statement().getOrderList()) {
            sort.add((SqmSortSpecification) order);
        }
        boolean ascending = sort.columns.stream().reduce(true, (any, last) -> last.ascending(), (a, b) -> b);
        sort.expand(sort.root, new Direction(ascending, !ascending, false));
        return List.copyOf(sort.columns);
    }

    private void add(SqmSortSpecification order) {
        SqmExpression<?> expression = order.getSortExpression();
        if (expression instanceof SqmAliasedNodeRef) {
            throw new IllegalArgumentException(
                    "Keyset of " + root.getModel().getName()
                            + " refused: it is sorted by a position in the select list. Sort by an attribute or an expression.");
        }
        boolean ascending = order.isAscending();
        Nulls nulls = order.getNullPrecedence() == Nulls.NONE
                ? factory.getSessionFactoryOptions().getDefaultNullPrecedence()
                : order.getNullPrecedence();
        // PostgreSQL takes null for the greatest value.
        boolean nullsFirst = nulls == Nulls.FIRST || (nulls != Nulls.LAST && !ascending);
        var direction = new Direction(ascending, nullsFirst, true);
        if (order.isIgnoreCase()) {
            add(root.nodeBuilder().lower(text(expression)), direction);
        } else {
            expand(expression, direction);
        }
    }

    @SuppressWarnings("unchecked")
    private static SqmExpression<String> text(SqmExpression<?> expression) {
        return (SqmExpression<String>) expression;
    }

    /** A reference is sorted by the key it holds, an embeddable by its attributes. */
    private void expand(SqmExpression<?> expression, Direction direction) {
        if (expression instanceof SqmPath<?> path) {
            var type = path.getReferencedPathSource().getPathType();
            if (type instanceof EntityType<?> entity) {
                parts(path, entity, SingularAttribute::isId, direction);
                return;
            }
            if (type instanceof EmbeddableType<?> embeddable) {
                parts(path, embeddable, attribute -> true, direction);
                return;
            }
        }
        add(expression, direction);
    }

    private void parts(
            SqmPath<?> path, ManagedType<?> type, Predicate<SingularAttribute<?, ?>> which, Direction direction) {
        type.getSingularAttributes().stream()
                .filter(which)
                .sorted(Comparator.comparing(SingularAttribute::getName))
                .forEach(attribute -> expand(path.get(attribute.getName()), direction));
    }

    private void add(SqmExpression<?> expression, Direction direction) {
        JavaType<?> type = expression.getNodeJavaType();
        if (type == null) {
            throw new IllegalArgumentException(
                    "Keyset of " + root.getModel().getName() + " refused: the type of sort expression "
                            + expression.toHqlString() + " is not known. Give it one with cast().");
        }
        boolean nullable = direction.nullable() && isNullable(expression);
        var column = new SortColumn(expression, type, direction.ascending(), direction.nullsFirst(), nullable);
        String text = expression.toHqlString();
        if (columns.stream().noneMatch(other -> other.expression().toHqlString().equals(text))) {
            columns.add(column);
        }
    }

    /** Only a column of the entity's own table is known not to be null. */
    private boolean isNullable(SqmExpression<?> expression) {
        if (expression instanceof SqmPath<?> path && path.getLhs() == root) {
            var part = factory.getMappingMetamodel()
                    .getEntityDescriptor(root.getEntityName())
                    .findSubPart(path.getReferencedPathSource().getPathName());
            return !(part instanceof SelectableMapping column) || column.isFormula() || column.isNullable();
        }
        return true;
    }

    private record Direction(boolean ascending, boolean nullsFirst, boolean nullable) {}
}
