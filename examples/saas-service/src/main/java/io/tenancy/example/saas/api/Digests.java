package io.tenancy.example.saas.api;

import io.tenancy.context.TenantContext;
import io.tenancy.example.saas.publishing.Comments;
import io.tenancy.example.saas.publishing.PostStatus;
import io.tenancy.example.saas.publishing.Posts;
import io.tenancy.example.saas.publishing.Users;
import java.util.concurrent.CompletableFuture;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Numbers of the tenant whose request asked, worked out by a thread of the executor. */
@Component
public class Digests {

    private final Posts posts;
    private final Users users;
    private final Comments comments;

    Digests(Posts posts, Users users, Comments comments) {
        this.posts = posts;
        this.users = users;
        this.comments = comments;
    }

    @Async
    @Transactional(readOnly = true)
    public CompletableFuture<Digest> now() {
        return CompletableFuture.completedFuture(new Digest(
                TenantContext.require("A digest").tenant().value(),
                users.count(),
                posts.count(),
                posts.countByStatus(PostStatus.PUBLISHED),
                comments.count(),
                Thread.currentThread().getName()));
    }

    /** How much there is. */
    public record Digest(String tenant, long users, long posts, long published, long comments, String workedOutBy) {}
}
