package io.tenancy.hibernate.paging;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.query.criteria.JpaPredicate;
import org.hibernate.query.sqm.NodeBuilder;
import org.hibernate.query.sqm.tree.expression.SqmExpression;
import org.hibernate.query.sqm.tree.expression.SqmTuple;
import org.hibernate.query.sqm.tree.predicate.SqmComparisonPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Which rows come behind a row with these values.
 *
 * <p>PostgreSQL walks an index to the place only if a bound on its first column stands alone. {@code a > ? or a is null}
 * is none, hence where nulls come last these rows are split: first those with a value, behind them those without.
 */
record Keyset(List<SortColumn> columns, List<@Nullable Object> values) {

    /** The parts in the order in which they come, at most two. */
    List<JpaPredicate> parts() {
        SortColumn lead = columns.get(0);
        Object value = values.get(0);
        List<JpaPredicate> parts = new ArrayList<>();
        if (isRow()) {
            parts.add(rowValue(lead));
        } else if (value == null) {
            if (columns.size() > 1) {
                parts.add(builder().and(lead.same(null), behind(1)));
            }
        } else if (columns.size() > 1) {
            parts.add(builder().and(lead.is(lead.beyondOrSame(), value), within(0)));
        } else {
            parts.add(lead.is(lead.beyond(), value));
        }
        boolean nulls = lead.nullable() || value == null;
        if (nulls && lead.nullsFirst() == (value == null)) {
            parts.add(
                    value == null
                            ? builder().isNotNull(lead.expression())
                            : builder().isNull(lead.expression()));
        }
        return parts;
    }

    /** PostgreSQL compares rows in one go if all columns go one way; with a null the answer would be null. */
    private boolean isRow() {
        boolean ascending = columns.get(0).ascending();
        return columns.size() > 1
                && columns.stream().allMatch(column -> !column.nullable() && column.ascending() == ascending)
                && values.stream().allMatch(value -> value != null);
    }

    private JpaPredicate rowValue(SortColumn lead) {
        List<SqmExpression<?>> left = new ArrayList<>();
        List<SqmExpression<?>> right = new ArrayList<>();
        IntStream.range(0, columns.size()).forEach(i -> {
            left.add(columns.get(i).expression());
            right.add(columns.get(i).parameter(value(i)));
        });
        return new SqmComparisonPredicate(
                new SqmTuple<>(left, builder()), lead.beyond(), new SqmTuple<>(right, builder()), builder());
    }

    /** Behind in this column, or the same in it and behind in those that follow. */
    private JpaPredicate behind(int i) {
        SortColumn column = columns.get(i);
        Object value = values.get(i);
        List<JpaPredicate> ways = new ArrayList<>();
        if (value == null) {
            if (column.nullsFirst()) {
                ways.add(builder().isNotNull(column.expression()));
            }
        } else {
            ways.add(column.is(column.beyond(), value));
            if (column.nullable() && !column.nullsFirst()) {
                ways.add(builder().isNull(column.expression()));
            }
        }
        if (i + 1 < columns.size()) {
            ways.add(builder().and(column.same(value), behind(i + 1)));
        }
        return ways.size() == 1 ? ways.get(0) : builder().or(ways.toArray(JpaPredicate[]::new));
    }

    /** The same without nulls of this column, which are a part of their own. */
    private JpaPredicate within(int i) {
        SortColumn column = columns.get(i);
        return builder().or(column.is(column.beyond(), value(i)), builder().and(column.same(value(i)), behind(i + 1)));
    }

    private Object value(int i) {
        Object value = values.get(i);
        if (value == null) {
            throw new IllegalStateException("Column " + columns.get(i).signature() + " has no value.");
        }
        return value;
    }

    private NodeBuilder builder() {
        return columns.get(0).builder();
    }
}
