package io.tenancy.example.publishing.mistakes;

import static io.tenancy.example.publishing.mistakes.Wall.HIBERNATE;
import static io.tenancy.example.publishing.mistakes.Wall.POSTGRES;

import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Tag;
import io.tenancy.example.publishing.model.TenantOwned;
import java.util.List;

/** Code that writes where it should not. */
final class WritingMistakes {

    private WritingMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake(
                        "update of everything",
                        "native update without a where clause",
                        POSTGRES,
                        scene -> change(scene, "update post set title = title || ' (sale)'")),
                new Mistake("foreign row, SQL", "native update that names the other tenant", POSTGRES, scene -> {
                    String sql = "update author set name = 'Nobody' where tenant_id = '" + scene.foreign() + "'";
                    return change(scene, sql);
                }),
                new Mistake(
                        "foreign remove", "remove(comment) of a comment kept from another tenant", POSTGRES, scene -> {
                            Comment comment = some(scene, Comment.class);
                            return scene.asOwn(session -> {
                                session.remove(comment);
                                return 0;
                            });
                        }),
                new Mistake(
                        "foreign merge", "merge(author) of an author kept from another tenant", HIBERNATE, scene -> {
                            Author author = renamed(scene);
                            return scene.asOwn(session -> {
                                session.merge(author);
                                return 0;
                            });
                        }),
                new Mistake("stateless update", "StatelessSession.update of a foreign author", POSTGRES, scene -> {
                    Author author = renamed(scene);
                    return scene.statelessAsOwn(session -> {
                        session.update(author);
                        return 0;
                    });
                }),
                new Mistake("stateless delete", "StatelessSession.delete of a foreign comment", POSTGRES, scene -> {
                    Comment comment = some(scene, Comment.class);
                    return scene.statelessAsOwn(session -> {
                        session.delete(comment);
                        return 0;
                    });
                }),
                new Mistake("stateless upsert", "StatelessSession.upsert of a foreign author", POSTGRES, scene -> {
                    Author author = renamed(scene);
                    return scene.statelessAsOwn(session -> {
                        session.upsert(author);
                        return 0;
                    });
                }),
                new Mistake(
                        "foreign tenant id",
                        "persist of a tag whose tenant id came with the JSON",
                        HIBERNATE,
                        scene -> {
                            Tag tag = fromJson(
                                    new Tag("advertisement"), scene.foreign().value());
                            return scene.asOwn(session -> {
                                session.persist(tag);
                                return 0;
                            });
                        }),
                new Mistake("foreign insert, SQL", "native insert with another tenant's id", POSTGRES, scene -> {
                    String sql =
                            "insert into tag (tenant_id, name) values ('" + scene.foreign() + "', 'advertisement')";
                    return change(scene, sql);
                }),
                new Mistake(
                        "foreign parent",
                        "new post whose author is getReference(foreign id)",
                        POSTGRES,
                        WritingMistakes::foreignAuthor));
    }

    private static long change(Scene scene, String sql) {
        return scene.asOwn(session -> {
            session.createNativeMutationQuery(sql).executeUpdate();
            return 0;
        });
    }

    /** Got through, the post would hang on an author of another tenant: that is one thing got hold of. */
    private static long foreignAuthor(Scene scene) {
        var author = some(scene, Author.class).getId();
        return scene.asOwn(session -> {
            session.persist(new Post(session.getReference(Author.class, author), "guest-post", "Guest post", "Hello."));
            session.flush();
            return 1;
        });
    }

    private static <T> T some(Scene scene, Class<T> type) {
        return scene.keptFromForeign(
                session -> session.createSelectionQuery("from " + type.getSimpleName() + " order by id", type)
                        .setMaxResults(1)
                        .getSingleResult());
    }

    private static Author renamed(Scene scene) {
        Author author = some(scene, Author.class);
        author.rename("Nobody");
        return author;
    }

    /** Sets the field past the class, as JSON mappers do. */
    private static <T extends TenantOwned> T fromJson(T entity, String tenantId) throws ReflectiveOperationException {
        var field = TenantOwned.class.getDeclaredField("tenantId");
        field.setAccessible(true);
        field.set(entity, tenantId);
        return entity;
    }
}
