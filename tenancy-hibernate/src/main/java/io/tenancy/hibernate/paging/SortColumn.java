package io.tenancy.hibernate.paging;

import jakarta.persistence.criteria.Nulls;
import org.hibernate.query.SortDirection;
import org.hibernate.query.criteria.JpaOrder;
import org.hibernate.query.criteria.JpaPredicate;
import org.hibernate.query.sqm.ComparisonOperator;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.hibernate.type.descriptor.java.JavaType;
import org.jspecify.annotations.Nullable;

/**
 * A value that rows are sorted by.
 *
 * @param nullsFirst where nulls are; always said, so that nothing depends on a default
 * @param nullable false only if the column cannot be null
 */
record SortColumn(
        SqmExpression<?> expression, JavaType<?> type, boolean ascending, boolean nullsFirst, boolean nullable) {

    JpaOrder order() {
        return builder()
                .sort(
                        expression,
                        ascending ? SortDirection.ASCENDING : SortDirection.DESCENDING,
                        nullsFirst ? Nulls.FIRST : Nulls.LAST);
    }

    SortColumn reversed() {
        return new SortColumn(expression, type, !ascending, !nullsFirst, nullable);
    }

    ComparisonOperator beyond() {
        return ascending ? ComparisonOperator.GREATER_THAN : ComparisonOperator.LESS_THAN;
    }

    ComparisonOperator beyondOrSame() {
        return ascending ? ComparisonOperator.GREATER_THAN_OR_EQUAL : ComparisonOperator.LESS_THAN_OR_EQUAL;
    }

    JpaPredicate is(ComparisonOperator operator, Object value) {
        return new SqmComparisonPredicate(expression, operator, parameter(value), builder());
    }

    JpaPredicate same(@Nullable Object value) {
        return value == null ? builder().isNull(expression) : is(ComparisonOperator.EQUAL, value);
    }

    /** A parameter of the column's own type, which Hibernate gives to the other side of a comparison. */
    SqmExpression<?> parameter(Object value) {
        var comparison = (SqmComparisonPredicate) builder().equal(expression, value);
        return comparison.getRightHandExpression();
    }

    /** What tells it from any other column of any other sort. */
    String signature() {
        return expression.toHqlString()
                + ' '
                + type.getJavaType().getTypeName()
                + (ascending ? " asc" : " desc")
                + (nullsFirst ? " nulls first" : " nulls last");
    }

    @SuppressWarnings("unchecked")
    String toText(Object value) {
        return ((JavaType<Object>) type).toString(value);
    }

    Object fromText(String text) {
        return type.fromString(text);
    }

    NodeBuilder builder() {
        return expression.nodeBuilder();
    }
}
