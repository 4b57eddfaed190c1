package io.tenancy.example.saas.api;

import io.tenancy.example.saas.publishing.Comment;
import io.tenancy.example.saas.publishing.Post;
import io.tenancy.example.saas.publishing.Tag;
import io.tenancy.example.saas.publishing.User;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients see. Each row says whose it is, so that whoever tests the service can tell. */
final class Views {

    private Views() {}

    /** A user. */
    record UserView(UUID id, String tenant, String name, String email, Instant joinedAt) {

        static UserView of(User user) {
            return new UserView(user.getId(), user.getTenantId(), user.getName(), user.getEmail(), user.getJoinedAt());
        }
    }

    /** A line of a list of posts. */
    record PostSummary(UUID id, String tenant, String title, String author, String status, Instant createdAt) {

        static PostSummary of(Post post) {
            return new PostSummary(
                    post.getId(),
                    post.getTenantId(),
                    post.getTitle(),
                    post.getAuthor().getName(),
                    post.getStatus().name(),
                    post.getCreatedAt());
        }
    }

    /** A post as a whole. */
    record PostView(
            UUID id,
            String tenant,
            int version,
            UUID authorId,
            String author,
            String title,
            String body,
            String status,
            List<String> tags,
            Instant createdAt,
            @Nullable Instant publishedAt) {

        static PostView of(Post post) {
            return new PostView(
                    post.getId(),
                    post.getTenantId(),
                    post.getVersion(),
                    post.getAuthor().getId(),
                    post.getAuthor().getName(),
                    post.getTitle(),
                    post.getBody(),
                    post.getStatus().name(),
                    post.getTags().stream().map(Tag::getName).sorted().toList(),
                    post.getCreatedAt(),
                    post.getPublishedAt());
        }
    }

    /** A comment. */
    record CommentView(UUID id, String tenant, String author, String body, Instant writtenAt) {

        static CommentView of(Comment comment) {
            return new CommentView(
                    comment.getId(),
                    comment.getTenantId(),
                    comment.getAuthor().getName(),
                    comment.getBody(),
                    comment.getWrittenAt());
        }
    }

    /** A tag and the number of posts that have it. */
    record TagView(String name, long posts) {}

    /** A page by offset. */
    record PageView<T>(List<T> items, int page, int size, long total) {}

    /**
     * A page by keyset.
     *
     * @param next what to pass as {@code after} for the next one; null if this is the last
     */
    record ScrollView<T>(List<T> items, @Nullable String next) {}
}
