package io.tenancy.hibernate.paging;

import jakarta.data.page.Page;
import jakarta.data.page.PageRequest;
import java.util.Iterator;
import java.util.List;

/** What a page is, however it was found: its rows, and whether more follow. */
abstract class FetchedPage<E> implements Page<E> {

    private final PageRequest request;
    private final List<E> content;
    private final boolean next;

    FetchedPage(PageRequest request, List<E> content, boolean next) {
        this.request = request;
        this.content = content;
        this.next = next;
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
    public PageRequest pageRequest() {
        return request;
    }

    @Override
    public Iterator<E> iterator() {
        return content.iterator();
    }
}
