package io.tenancy.hibernate.paging;

import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page by offset, with as much of a total as was asked for. Immutable, as far as its content is. */
public final class OffsetPage<E> implements Page<E> {

    private final PageRequest request;
    private final List<E> content;
    private final @Nullable Count count;
    private final boolean next;

    OffsetPage(PageRequest request, List<E> content, @Nullable Count count, boolean next) {
        this.request = request;
        this.content = content;
        this.count = count;
        this.next = next;
    }

    /** How many rows match, as far as they were counted; empty if they were not. The last page knows it anyway. */
    public Optional<Count> findCount() {
        return Optional.ofNullable(count);
    }

    @Override
    public List<E> content() {
        return content;
    }

    @Override
    public boolean hasContent() {
        return !content.isEmpty();
    }

    @Override
    public int numberOfElements() {
        return content.size();
    }

    @Override
    public boolean hasNext() {
        return next;
    }

    @Override
    public boolean hasPrevious() {
        return request.page() > 1;
    }

    @Override
    public PageRequest pageRequest() {
        return request;
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest nextPageRequest() {
        if (!hasNext()) {
            throw new NoSuchElementException("Page " + request.page() + " is the last one.");
        }
        return PageRequest.ofPage(request.page() + 1, request.size(), request.requestTotal());
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest previousPageRequest() {
        if (!hasPrevious()) {
            throw new NoSuchElementException("Page 1 has no previous one.");
        }
        return PageRequest.ofPage(request.page() - 1, request.size(), request.requestTotal());
    }

    /** Whether the number of all matching rows is known. */
    @Override
    public boolean hasTotals() {
        return count != null && count.exact();
    }

    /** @throws IllegalStateException if it is not known */
    @Override
    public long totalElements() {
        if (count == null || !count.exact()) {
            throw new IllegalStateException("The total of page " + request.page() + " is not known: "
                    + (count == null ? "it was not asked for" : "counting ended at " + count.rows())
                    + ". Ask for the page with Total.exact().");
        }
        return count.rows();
    }

    /** @throws IllegalStateException if the total is not known */
    @Override
    public long totalPages() {
        return (totalElements() + request.size() - 1) / request.size();
    }

    @Override
    public Iterator<E> iterator() {
        return content.iterator();
    }

    @Override
    public String toString() {
        return "Page " + request.page() + ", " + content.size() + " rows of " + (count == null ? "?" : count);
    }
}
