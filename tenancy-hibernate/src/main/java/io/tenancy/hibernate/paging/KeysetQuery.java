package io.tenancy.hibernate.paging;

import io.tenancy.hibernate.routing.SessionTenant;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Mode;
import jakarta.persistence.criteria.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.criteria.JpaPredicate;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/** Reads the rows next to a cursor, or the first ones. For one page. */
final class KeysetQuery<E> {

    private final SharedSessionContract session;
    private final SelectionSpecification<E> specification;
    private final PageRequest request;
    private final CursorText cursors;
    private final Listing<E> first;
    private final List<SortColumn> sort;
    private final CursorScope scope;
    private final boolean backwards;
    private final int wanted;

    KeysetQuery(
            SharedSessionContract session,
            SelectionSpecification<E> specification,
            PageRequest request,
            CursorText cursors) {
        this.session = session;
        this.specification = specification;
        this.request = request;
        this.cursors = cursors;
        this.first = Listing.of(session, specification);
        this.sort = SortColumns.of(session, first);
        this.scope = scope();
        this.backwards = request.mode() == Mode.CURSOR_PREVIOUS;
        // One more tells whether there is more.
        this.wanted = request.size() + 1;
    }

    KeysetPage<E> page() {
        List<Object[]> rows = rows();
        boolean more = rows.size() > request.size();
        List<Object[]> kept = new ArrayList<>(more ? rows.subList(0, request.size()) : rows);
        if (backwards) {
            Collections.reverse(kept);
        }
        boolean began = request.cursor().isEmpty();
        boolean next = !kept.isEmpty() && (backwards || more);
        boolean previous = !kept.isEmpty() && (backwards ? more : !began);
        return new KeysetPage<>(request, first.entities(kept), index -> cursor(kept.get(index)), previous, next);
    }

    private List<Object[]> rows() {
        if (request.cursor().isEmpty()) {
            return read(first, directed(sort), wanted);
        }
        List<@Nullable Object> values =
                scope.values(cursors, KeysetPage.text(request.cursor().get()));
        List<Object[]> rows = new ArrayList<>();
        int parts = 1;
        for (int part = 0; part < parts && rows.size() < wanted; part++) {
            Listing<E> listing = part == 0 ? first : Listing.of(session, specification);
            List<SortColumn> columns = directed(part == 0 ? sort : SortColumns.of(session, listing));
            List<JpaPredicate> behind = new Keyset(columns, values).parts();
            listing.restrict(behind.get(part));
            rows.addAll(read(listing, columns, wanted - rows.size()));
            parts = behind.size();
        }
        return rows;
    }

    private static List<Object[]> read(Listing<?> listing, List<SortColumn> columns, int limit) {
        List<Order> orders = new ArrayList<>();
        columns.forEach(column -> orders.add(column.order()));
        listing.statement().orderBy(orders);
        var query = listing.select(columns.stream().map(SortColumn::expression).toList());
        query.setMaxResults(limit);
        return query.getResultList();
    }

    private List<SortColumn> directed(List<SortColumn> columns) {
        return backwards ? columns.stream().map(SortColumn::reversed).toList() : columns;
    }

    private CursorScope scope() {
        SessionTenant tenant = SessionTenant.of(session.unwrap(SharedSessionContractImplementor.class));
        return new CursorScope(
                tenant.isOperator() ? null : tenant.tenant(),
                first.entity(),
                sort,
                first.statement().createCountQuery().toHqlString());
    }

    private String cursor(Object[] row) {
        return scope.cursor(cursors, Arrays.asList(row).subList(1, row.length));
    }
}
