package io.tenancy.example.publishing.newsroom;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.Session;
import org.hibernate.SessionFactory;

/** The application's service: plain Hibernate, and not a word about tenants. Safe for use by several threads. */
public final class Newsroom {

    private final SessionFactory sessions;

    public Newsroom(SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** The newest published posts, newest first. */
    public List<Headline> frontPage(int length) {
        return sessions.fromTransaction(session -> session.createSelectionQuery(
                        """
                        select p.title, p.author.name, p.publishedAt, size(p.comments)
                        from Post p where p.status = PUBLISHED
                        order by p.publishedAt desc, p.id
                        """,
                        Headline.class)
                .setMaxResults(length)
                .getResultList());
    }

    public List<String> titlesTagged(String tag) {
        return sessions.fromTransaction(session -> session.createSelectionQuery(
                        "select p.title from Post p join p.tags t where t.name = :tag order by p.title", String.class)
                .setParameter("tag", tag)
                .getResultList());
    }

    /** Writes a post and puts it on the front page; tags that do not exist yet are made. */
    public void publish(String authorEmail, String slug, String title, String body, Set<String> tags) {
        sessions.inTransaction(session -> {
            var post = new Post(author(session, authorEmail), slug, title, body);
            tags.forEach(name -> post.getTags().add(tag(session, name)));
            post.publish(Instant.now());
            session.persist(post);
        });
    }

    public void comment(String slug, String reader, String text) {
        sessions.inTransaction(session -> session.createSelectionQuery("from Post where slug = :slug", Post.class)
                .setParameter("slug", slug)
                .getSingleResult()
                .comment(reader, text, Instant.now()));
    }

    private static Author author(Session session, String email) {
        return session.createSelectionQuery("from Author where email = :email", Author.class)
                .setParameter("email", email)
                .getSingleResult();
    }

    private static Tag tag(Session session, String name) {
        return session.createSelectionQuery("from Tag where name = :name", Tag.class)
                .setParameter("name", name)
                .uniqueResultOptional()
                .orElseGet(() -> {
                    var tag = new Tag(name);
                    session.persist(tag);
                    return tag;
                });
    }
}
