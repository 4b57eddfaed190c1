package io.tenancy.example.publishing.wire;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Tag;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.Session;

/** Rows to work with, made before anything is counted. */
record Seed(UUID author, UUID post) {

    static Seed in(Session session) {
        Author author = newAuthor();
        Post post = new Post(author, fresh(), "A title", "A body");
        session.persist(author);
        session.persist(post);
        session.persist(new Tag(fresh()));
        return new Seed(author.getId(), post.getId());
    }

    static Author newAuthor() {
        return new Author("Somebody", fresh() + "@example.org", null);
    }

    Comment comment(Session session) {
        return new Comment(session.getReference(Post.class, post), "A reader", "A comment", Instant.now());
    }

    static String fresh() {
        return UUID.randomUUID().toString();
    }
}
