package io.tenancy.benchmarks.paging;

import io.tenancy.benchmarks.paging.PagingBenchmark.Sizes;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.paging.Total;
import jakarta.data.page.PageRequest;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/** The first page of the open events with a total, and their number alone. To count them is to look at each row. */
record FirstPage(HibernateTenancy tenancy, Sizes sizes, Paging paging) {

    Reading count() {
        return new Reading("count", tenancy, session -> session.createSelectionQuery(
                        "select count(*) from Event where status = :status and amount > 0", Long.class)
                .setParameter("status", "open")
                .getSingleResult());
    }

    Reading total() {
        return counted("total", Total.exact());
    }

    Reading upTo() {
        return counted("upto", Total.upTo(sizes.bound()));
    }

    private Reading counted(String name, Total total) {
        var request = PageRequest.ofSize(sizes.page());
        return new Reading(name, tenancy, session -> paging.page(session, open(), request, total)
                .findCount()
                .orElseThrow()
                .rows());
    }

    private static SelectionSpecification<Event> open() {
        return SelectionSpecification.create(Event.class)
                .restrict(Restriction.restrict(Event.class, "status", Range.singleValue("open")))
                .restrict(Restriction.restrict(Event.class, "amount", Range.greaterThan(0)))
                .sort(Order.asc(Event.class, "created"))
                .sort(Order.asc(Event.class, "id"));
    }
}
