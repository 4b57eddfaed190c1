package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Comment;
import io.tenancy.example.cookbook.publishing.Post;
import io.tenancy.example.cookbook.publishing.Publishing;
import io.tenancy.example.cookbook.publishing.Tag;
import io.tenancy.example.cookbook.publishing.User;
import io.tenancy.hibernate.HibernateTenancy;
import org.hibernate.Session;

/** Users, posts, comments and tags: one persist saves the graph, cascades and orphan removal take it away again. */
public final class Relationships {

    public static void main(String... args) throws Exception {
        Kitchen.cook(Relationships::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Publishing.entities());
        try (var scope = TenantContext.of("acme").enter()) {
            Long id = tenancy.fromTransaction(session -> {
                var news = new Tag("news");
                session.persist(news);
                var ann = new User("ann@example.org", "Ann");
                Post post = ann.write("Hello").tag(news);
                post.comment("First!");
                post.comment("Spam");
                ann.write("Good-bye").tag(news);
                session.persist(ann); // with posts and comments: CascadeType.ALL
                return post.id();
            });
            kitchen.say("saved: %s", counts(tenancy));

            tenancy.inTransaction(session -> {
                Post post = session.find(Post.class, id);
                post.comments().removeIf(comment -> comment.text().equals("Spam")); // an orphan now, hence deleted
                kitchen.say(
                        "tags of '%s': %s",
                        post.title(), post.tags().stream().map(Tag::name).toList());
            });
            kitchen.say("without the spam: %s", counts(tenancy));

            tenancy.inTransaction(session -> {
                Post post = session.find(Post.class, id);
                post.author().posts().remove(post); // with its comments, but not its tags: they are others' too
            });
            kitchen.say("without the post: %s", counts(tenancy));
        }
        TenantContext.of("globex").run(() -> kitchen.say("globex: %s", counts(tenancy)));
    }

    private static String counts(HibernateTenancy tenancy) {
        return tenancy.fromTransaction(session -> "%d users, %d posts, %d comments, %d tags, %d times tagged"
                .formatted(
                        count(session, User.class),
                        count(session, Post.class),
                        count(session, Comment.class),
                        count(session, Tag.class),
                        session.createSelectionQuery("select count(*) from Post p join p.tags", Long.class)
                                .getSingleResult()));
    }

    private static long count(Session session, Class<?> entity) {
        return session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }
}
