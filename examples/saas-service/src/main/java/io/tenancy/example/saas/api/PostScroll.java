package io.tenancy.example.saas.api;

import io.tenancy.example.saas.api.Views.PostSummary;
import io.tenancy.example.saas.api.Views.ScrollView;
import io.tenancy.example.saas.publishing.Post;
import io.tenancy.hibernate.paging.KeysetPage;
import io.tenancy.hibernate.paging.Paging;
import jakarta.data.page.PageRequest;
import jakarta.persistence.EntityManager;
import org.hibernate.Session;
import org.hibernate.query.Order;
import org.hibernate.query.specification.SelectionSpecification;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Posts from a cursor on. Its cursors are sealed: another tenant's is refused. */
@Component
class PostScroll {

    private static final SelectionSpecification<Post> NEWEST_FIRST = SelectionSpecification.create(
                    Post.class, "from Post p join fetch p.author")
            .sort(Order.desc(Post.class, "createdAt"));

    private final EntityManager entities;
    private final Paging paging = Paging.ofThisProcess();

    PostScroll(EntityManager entities) {
        this.entities = entities;
    }

    ScrollView<PostSummary> after(@Nullable String cursor, int size) {
        var request = cursor == null ? PageRequest.ofSize(size) : KeysetPage.after(cursor, size);
        KeysetPage<Post> page = paging.scroll(entities.unwrap(Session.class), NEWEST_FIRST, request);
        return new ScrollView<>(
                page.content().stream().map(PostSummary::of).toList(),
                page.findNext().orElse(null));
    }
}
