package io.tenancy.hibernate.paging;

import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Mode;
import org.hibernate.SharedSessionContract;
import org.hibernate.query.specification.SelectionSpecification;

/**
 * Reads pages of what a specification selects, in its own sort. Works on sessions with and without state. Safe for use by
 * several threads, each with its own session.
 */
public final class Paging {

    private final CursorText cursors;

    private Paging(CursorText cursors) {
        this.cursors = cursors;
    }

    /** Pages whose cursors every node with the same key takes. */
    public static Paging with(CursorKey key) {
        return new Paging(CursorText.of(key));
    }

    /**
     * The same, which also takes cursors of a key that is no longer used for new ones. To change the key of several nodes,
     * have all of them take the new one first, then use it.
     */
    public Paging withFormerKey(CursorKey former) {
        return new Paging(cursors.withFormer(former));
    }

    /** Pages whose cursors end with this process, and which no other node takes: for one node, and for tests. */
    public static Paging ofThisProcess() {
        return ThisProcess.PAGING;
    }

    /** A page by offset, counted exactly if the request wants a total, else looking one row ahead. */
    public <E> OffsetPage<E> page(
            SharedSessionContract session, SelectionSpecification<E> specification, PageRequest request) {
        return page(session, specification, request, request.requestTotal() ? Total.exact() : Total.hasNext());
    }

    /**
     * A page by offset, with this much of a total.
     *
     * @throws IllegalArgumentException if the request holds a cursor
     */
    public <E> OffsetPage<E> page(
            SharedSessionContract session, SelectionSpecification<E> specification, PageRequest request, Total total) {
        if (request.mode() != Mode.OFFSET) {
            throw new IllegalArgumentException(
                    "Page by offset refused: the request holds a cursor. Scroll with it, or ask with PageRequest.ofPage.");
        }
        return new OffsetQuery<>(session, specification, request, total).page();
    }

    /**
     * The page next to the request's cursor, or the first one. Each row is met exactly once, whatever is inserted or
     * deleted behind the cursor.
     *
     * @throws CursorRefusedException if the cursor was not made here for the same tenant, sort and filter
     * @throws IllegalArgumentException if the request has a page number instead of a cursor, or the sort cannot be compared
     */
    public <E> KeysetPage<E> scroll(
            SharedSessionContract session, SelectionSpecification<E> specification, PageRequest request) {
        if (request.mode() == Mode.OFFSET && request.page() != 1) {
            throw new IllegalArgumentException("Scroll to page " + request.page()
                    + " refused: without a cursor it begins at page 1. Pass the cursor of a page.");
        }
        return new KeysetQuery<>(session, specification, request, cursors).page();
    }

    /** Made when it is first asked for. */
    private static final class ThisProcess {

        private static final Paging PAGING = with(CursorKey.random());
    }
}
