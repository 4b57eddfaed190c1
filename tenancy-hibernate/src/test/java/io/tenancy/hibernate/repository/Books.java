package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.repository.Book.Genre;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;

class Books extends Repository<Book, String> {

    Books(Session session, Paging paging) {
        super(Book.class, session, paging);
    }

    List<Book> of(Genre genre) {
        return list(where(Restriction.restrict(Book.class, "genre", Range.singleValue(genre)))
                .sort(Order.asc(Book.class, "title")));
    }
}
