package io.tenancy.hibernate.paging;

import jakarta.data.page.CursoredPage;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A page next to a cursor. Its cursors are sealed text, each the only element of Jakarta Data's {@code Cursor}. It has no
 * total: whoever wants one counts. Immutable, as far as its content is.
 */
public final class KeysetPage<E> extends FetchedPage<E> implements CursoredPage<E> {

    private final IntFunction<String> cursors;
    private final boolean previous;

    KeysetPage(PageRequest request, List<E> content, IntFunction<String> cursors, boolean previous, boolean next) {
        super(request, content, next);
        this.cursors = cursors;
        this.previous = previous;
    }

    /** Asks for the page behind a cursor that {@link #findNext} gave. */
    public static PageRequest after(String cursor, int size) {
        return PageRequest.afterCursor(Cursor.forKey(cursor), 1, size, false);
    }

    /** Asks for the page in front of a cursor that {@link #findPrevious} gave. */
    public static PageRequest before(String cursor, int size) {
        return PageRequest.beforeCursor(Cursor.forKey(cursor), 1, size, false);
    }

    /** The text that leads to the next page, if there is one. */
    public Optional<String> findNext() {
        return hasNext() ? Optional.of(cursors.apply(numberOfElements() - 1)) : Optional.empty();
    }

    /** The text that leads to the previous page, if there may be one. */
    public Optional<String> findPrevious() {
        return previous ? Optional.of(cursors.apply(0)) : Optional.empty();
    }

    /** What a cursor of Jakarta Data holds; whatever else it holds will not be authentic. */
    static String text(Cursor cursor) {
        return cursor.size() == 1 && cursor.get(0) instanceof String text ? text : "";
    }

    @Override
    public Cursor cursor(int index) {
        return Cursor.forKey(cursors.apply(index));
    }

    @Override
    public boolean hasPrevious() {
        return previous;
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest nextPageRequest() {
        String cursor = findNext().orElseThrow(() -> new NoSuchElementException("This is the last page."));
        return PageRequest.afterCursor(
                Cursor.forKey(cursor), pageRequest().page() + 1, pageRequest().size(), false);
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest previousPageRequest() {
        String cursor = findPrevious().orElseThrow(() -> new NoSuchElementException("This is the first page."));
        return PageRequest.beforeCursor(
                Cursor.forKey(cursor),
                Math.max(1, pageRequest().page() - 1),
                pageRequest().size(),
                false);
    }

    /** No. */
    @Override
    public boolean hasTotals() {
        return false;
    }

    /** @throws IllegalStateException always */
    @Override
    public long totalElements() {
        throw new IllegalStateException("A page by keyset counts nothing. Count the specification, or page by offset.");
    }

    /** @throws IllegalStateException always */
    @Override
    public long totalPages() {
        return totalElements();
    }
}
