package io.tenancy.benchmarks.paging;

import io.tenancy.benchmarks.paging.PagingBenchmark.Sizes;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.paging.Paging;
import jakarta.data.page.PageRequest;
import jakarta.data.page.PageRequest.Cursor;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.KeyedPage;
import org.hibernate.query.Order;
import org.hibernate.query.Page;
import org.hibernate.query.specification.SelectionSpecification;

/** The same page far behind the first one, read in three ways. */
record DeepPage(HibernateTenancy tenancy, Sizes sizes, Paging paging) {

    private static final List<Order<? super Event>> SORT =
            List.of(Order.asc(Event.class, "created"), Order.asc(Event.class, "id"));

    Reading keyset() {
        Cursor cursor = prepared(session -> {
            var request = PageRequest.ofSize(sizes.depth()).withoutTotal();
            return paging.scroll(session, events(), request).cursor(sizes.depth() - 1);
        });
        var request = PageRequest.ofSize(sizes.page()).afterCursor(cursor);
        return reading(
                "keyset", session -> paging.scroll(session, events(), request).content());
    }

    Reading offset() {
        return reading("offset", session -> events().createQuery(session)
                .setFirstResult(sizes.depth())
                .setMaxResults(sizes.page())
                .getResultList());
    }

    /** Hibernate's own page by key. */
    Reading keyedPage() {
        KeyedPage<Event> page = prepared(session -> {
            var last = Page.page(sizes.page(), sizes.depth() / sizes.page() - 1).keyedBy(SORT);
            return unsorted(session).getKeyedResultList(last).getNextPage();
        });
        return reading(
                "keyedpage",
                session -> unsorted(session).getKeyedResultList(page).getResultList());
    }

    private static org.hibernate.query.SelectionQuery<Event> unsorted(StatelessSession session) {
        return session.createSelectionQuery("from Event", Event.class);
    }

    private static SelectionSpecification<Event> events() {
        return SelectionSpecification.create(Event.class).resort(SORT);
    }

    private Reading reading(String name, Function<StatelessSession, List<Event>> read) {
        return new Reading(name, tenancy, session -> read.apply(session).stream()
                .map(Event::id)
                .toList());
    }

    private <R> R prepared(Function<StatelessSession, R> work) {
        try (TenantScope scope = TenantContext.of(Stage.TENANT).enter()) {
            return tenancy.fromStatelessTransaction(work);
        }
    }
}
