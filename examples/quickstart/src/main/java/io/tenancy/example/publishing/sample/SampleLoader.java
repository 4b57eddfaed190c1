package io.tenancy.example.publishing.sample;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Country;
import io.tenancy.example.publishing.model.Podcast;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.PostStatus;
import io.tenancy.example.publishing.model.Recipe;
import io.tenancy.example.publishing.model.Subscription;
import io.tenancy.example.publishing.model.Tag;
import io.tenancy.example.publishing.sample.SampleData.AuthorRow;
import io.tenancy.example.publishing.sample.SampleData.CommentRow;
import io.tenancy.example.publishing.sample.SampleData.PostRow;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.Session;

/** Stores sample data in one session. It names no tenant: the session's own is the one that gets the rows. */
public final class SampleLoader {

    private final Session session;
    private final Map<String, Author> authors = new HashMap<>();
    private final Map<String, Tag> tags = new HashMap<>();
    private final Map<String, Post> posts = new HashMap<>();
    private final Map<Integer, Comment> comments = new HashMap<>();

    private SampleLoader(Session session) {
        this.session = session;
    }

    /** To be called inside a transaction. */
    public static void load(SampleData data, Session session) {
        var loader = new SampleLoader(session);
        data.authors().forEach(loader::author);
        data.tags().forEach(loader::tag);
        data.posts().forEach(loader::post);
        data.postTags()
                .forEach(row -> require(loader.posts, row.postSlug()).getTags().add(require(loader.tags, row.tag())));
        data.comments().forEach(loader::comment);
        data.subscriptions()
                .forEach(row -> session.persist(
                        new Subscription(require(loader.authors, row.authorEmail()), row.readerEmail(), row.since())));
    }

    private void author(AuthorRow row) {
        var country = session.getReference(Country.class, row.country());
        var author = new Author(row.name(), row.email(), country);
        author.getLinks().addAll(row.links());
        session.persist(author);
        authors.put(row.email(), author);
    }

    private void tag(String name) {
        var tag = new Tag(name);
        session.persist(tag);
        tags.put(name, tag);
    }

    private void post(PostRow row) {
        Post post = newPost(row, require(authors, row.authorEmail()));
        row.publishedAt().ifPresent(post::publish);
        if (PostStatus.valueOf(row.status()) == PostStatus.ARCHIVED) {
            post.archive();
        }
        session.persist(post);
        posts.put(row.slug(), post);
    }

    private static Post newPost(PostRow row, Author author) {
        return switch (row.kind()) {
            case "article" -> new Post(author, row.slug(), row.title(), row.body());
            case "podcast" ->
                new Podcast(
                        author,
                        row.slug(),
                        row.title(),
                        row.body(),
                        row.audioUrl().orElseThrow(),
                        row.minutes().orElseThrow());
            case "recipe" ->
                new Recipe(
                        author,
                        row.slug(),
                        row.title(),
                        row.body(),
                        row.serves().orElseThrow(),
                        row.minutes().orElseThrow());
            default ->
                throw new IllegalArgumentException("Post '" + row.slug() + "' is of unknown kind '" + row.kind()
                        + "': expected article, podcast or recipe.");
        };
    }

    private void comment(CommentRow row) {
        Post post = require(posts, row.postSlug());
        Comment comment = post.comment(row.reader(), row.body(), row.writtenAt());
        row.replyTo().ifPresent(earlier -> comment.inReplyTo(require(comments, earlier)));
        session.persist(comment);
        comments.put(row.number(), comment);
    }

    private static <K, V> V require(Map<K, V> known, K key) {
        V value = known.get(key);
        if (value == null) {
            throw new IllegalArgumentException("Sample data refers to '" + key + "', which is not in it.");
        }
        return value;
    }
}
