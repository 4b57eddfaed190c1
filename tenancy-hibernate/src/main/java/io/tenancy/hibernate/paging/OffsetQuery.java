package io.tenancy.hibernate.paging;

import jakarta.data.page.PageRequest;
import java.util.List;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;

/** Reads one page by offset. */
record OffsetQuery<E>(
        SharedSessionContract session, SelectionSpecification<E> specification, PageRequest request, Total total) {

    OffsetPage<E> page() {
        long offset = Math.multiplyExact(request.page() - 1, (long) request.size());
        Listing<E> listing = Listing.of(session, specification);
        List<Object[]> rows = rows(listing, Math.toIntExact(offset));
        boolean more = rows.size() > request.size();
        List<E> content = listing.entities(more ? rows.subList(0, request.size()) : rows);
        Count count = total.counts() ? counted(rows, offset) : known(content.size(), offset);
        return new OffsetPage<>(request, content, count, hasNext(content.size(), offset, more, count));
    }

    private List<Object[]> rows(Listing<E> listing, int offset) {
        var query = listing.select(total.counts() ? List.of(counting().within(listing.statement())) : List.of());
        query.setFirstResult(offset);
        query.setMaxResults(request.size() + (total.looksAhead() ? 1 : 0));
        return query.getResultList();
    }

    /** Where there is no row, none brings the count along. */
    private Count counted(List<Object[]> rows, long offset) {
        if (!rows.isEmpty()) {
            return counting().bounded((Long) rows.get(0)[1]);
        }
        return offset == 0 ? new Count(0, true) : counting().alone();
    }

    /** A page that is not full is the last one, and so tells the total without counting. */
    private @Nullable Count known(int rows, long offset) {
        boolean last = rows < request.size() && (rows > 0 || offset == 0);
        return last ? new Count(offset + rows, true) : null;
    }

    private boolean hasNext(int rows, long offset, boolean more, @Nullable Count count) {
        if (total.looksAhead()) {
            return more;
        }
        if (count != null && (count.exact() || offset + rows < count.rows())) {
            return offset + rows < count.rows();
        }
        return rows == request.size();
    }

    private Counting counting() {
        return new Counting(session, specification, total);
    }
}
