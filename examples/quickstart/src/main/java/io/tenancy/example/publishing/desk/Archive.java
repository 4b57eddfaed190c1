package io.tenancy.example.publishing.desk;

import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.PostStatus;
import io.tenancy.hibernate.paging.KeysetPage;
import io.tenancy.hibernate.paging.OffsetPage;
import io.tenancy.hibernate.paging.Paging;
import io.tenancy.hibernate.paging.Total;
import io.tenancy.hibernate.repository.Repository;
import jakarta.data.page.PageRequest;
import java.util.UUID;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.SelectionSpecification;

/** All published posts, newest first. On one session, in its transaction. */
final class Archive extends Repository<Post, UUID> {

    Archive(Session session, Paging paging) {
        super(Post.class, session, paging);
    }

    /** A page that knows how many posts there are, in one statement. */
    OffsetPage<Post> page(PageRequest request) {
        return page(published(), request, Total.exact());
    }

    /** The next page for who reads on and on: as fast at the end as at the beginning. */
    KeysetPage<Post> scroll(PageRequest request) {
        return scroll(published(), request);
    }

    private SelectionSpecification<Post> published() {
        return where(Restriction.restrict(Post.class, "status", Range.singleValue(PostStatus.PUBLISHED)))
                .sort(Order.desc(Post.class, "publishedAt"));
    }
}
