package io.tenancy.hibernate.paging;

import jakarta.data.page.PageRequest;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page by offset, with as much of a total as was asked for. Immutable, as far as its content is. */
public final class OffsetPage<E> extends FetchedPage<E> {

    private final @Nullable Count count;

    OffsetPage(PageRequest request, List<E> content, @Nullable Count count, boolean next) {
        super(request, content, next);
        this.count = count;
    }

    /** How many rows match, as far as they were counted; empty if they were not. The last page knows it anyway. */
    public Optional<Count> findCount() {
        return Optional.ofNullable(count);
    }

    @Override
    public boolean hasPrevious() {
        return pageRequest().page() > 1;
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest nextPageRequest() {
        if (!hasNext()) {
            throw new NoSuchElementException("Page " + pageRequest().page() + " is the last one.");
        }
        return PageRequest.ofPage(
                pageRequest().page() + 1, pageRequest().size(), pageRequest().requestTotal());
    }

    /** @throws NoSuchElementException if there is none */
    @Override
    public PageRequest previousPageRequest() {
        if (!hasPrevious()) {
            throw new NoSuchElementException("Page 1 has no previous one.");
        }
        return PageRequest.ofPage(
                pageRequest().page() - 1, pageRequest().size(), pageRequest().requestTotal());
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
            throw new IllegalStateException("The total of page " + pageRequest().page() + " is not known: "
                    + (count == null ? "it was not asked for" : "counting ended at " + count.rows())
                    + ". Ask for the page with Total.exact().");
        }
        return count.rows();
    }

    /** @throws IllegalStateException if the total is not known */
    @Override
    public long totalPages() {
        return (totalElements() + pageRequest().size() - 1) / pageRequest().size();
    }

    @Override
    public String toString() {
        return "Page " + pageRequest().page() + ", " + numberOfElements() + " rows of " + (count == null ? "?" : count);
    }
}
