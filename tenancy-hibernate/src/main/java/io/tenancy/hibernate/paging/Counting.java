package io.tenancy.hibernate.paging;

import org.hibernate.SharedSessionContract;
import org.hibernate.query.criteria.JpaExpression;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.select.SqmSelectStatement;
import org.hibernate.query.sqm.tree.select.SqmSubQuery;

/** Counts what a specification selects: all of it, or one row more than the bound at most. */
record Counting(SharedSessionContract session, SelectionSpecification<?> specification, Total total) {

    /** By a statement of its own. */
    Count alone() {
        SqmSelectStatement<Long> statement = builder().createQuery(Long.class);
        statement.select(within(statement));
        return bounded(session.createSelectionQuery(statement).getSingleResult());
    }

    /** By a scalar sub-query, so that it comes along with the rows. */
    JpaExpression<Long> within(SqmSelectStatement<?> statement) {
        if (!total.isBounded()) {
            var counting = Listing.copy(session, specification, Long.class).createCountQuery();
            return new SqmSubQuery<>(statement, counting.getQueryPart(), Long.class, builder());
        }
        SqmSubQuery<Long> counting = statement.subquery(Long.class);
        counting.from(rows(counting));
        counting.select(builder().count());
        return counting;
    }

    Count bounded(long counted) {
        return counted > total.bound() ? new Count(total.bound(), false) : new Count(counted, true);
    }

    private SqmSubQuery<Object> rows(SqmSubQuery<Long> counting) {
        SqmSelectStatement<Object> rows = Listing.copy(session, specification, Object.class);
        var spec = rows.getQuerySpec();
        var root = spec.getRootList().get(0);
        root.removeLeftFetchJoins();
        spec.setOrderByClause(null);
        rows.select((spec.isDistinct() ? root : builder().literal(1)).alias("counted"));
        rows.fetch(total.bound() + 1);
        return new SqmSubQuery<>(counting, rows.getQueryPart(), Object.class, builder());
    }

    private NodeBuilder builder() {
        return (NodeBuilder) session.getCriteriaBuilder();
    }
}
