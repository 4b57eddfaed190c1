package io.tenancy.example.publishing.mistakes;

import static io.tenancy.example.publishing.mistakes.Wall.HIBERNATE;
import static io.tenancy.example.publishing.mistakes.Wall.POSTGRES;

import io.tenancy.example.publishing.model.Post;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Code that reads more than it should. */
final class ReadingMistakes {

    /** How Hibernate calls the filter behind {@code @TenantId}. */
    private static final String TENANT_FILTER = "_tenantId";

    private ReadingMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake(
                        "forgotten filter",
                        "native SQL without a tenant in its where clause",
                        POSTGRES,
                        ReadingMistakes::nativeSelect),
                new Mistake("foreign id, find", "find(Post, id) with an id from outside", HIBERNATE, scene -> {
                    UUID id = somePost(scene);
                    return scene.asOwn(session -> session.find(Post.class, id) == null ? 0 : 1);
                }),
                new Mistake("foreign id, HQL", "HQL 'where id = :id' with an id from outside", HIBERNATE, scene -> {
                    UUID id = somePost(scene);
                    return scene.asOwn(session -> session.createSelectionQuery("from Post where id = :id", Post.class)
                            .setParameter("id", id)
                            .getResultCount());
                }),
                new Mistake(
                        "filter switched off",
                        "disableFilter, then HQL over all posts",
                        POSTGRES,
                        ReadingMistakes::disabledFilter),
                new Mistake(
                        "foreign id, JDBC", "plain JDBC 'where id = ?' with an id from outside", POSTGRES, scene -> {
                            UUID id = somePost(scene);
                            return scene.jdbcAsOwn(connection -> {
                                try (var select =
                                        connection.prepareStatement("select count(*) from post where id = ?")) {
                                    select.setObject(1, id);
                                    try (var rows = select.executeQuery()) {
                                        rows.next();
                                        return rows.getLong(1);
                                    }
                                }
                            });
                        }),
                new Mistake(
                        "foreign schema",
                        "SQL that names the other tenant's schema",
                        POSTGRES,
                        ReadingMistakes::foreignSchema));
    }

    private static long nativeSelect(Scene scene) {
        return scene.asOwn(session -> session.createNativeQuery("select tenant_id from post", String.class).stream()
                .filter(tenant -> !tenant.equals(scene.own().value()))
                .count());
    }

    private static long disabledFilter(Scene scene) {
        return scene.asOwn(session -> {
            session.disableFilter(TENANT_FILTER);
            return session.createSelectionQuery("from Post", Post.class).stream()
                    .filter(post -> !post.getTenantId().equals(scene.own().value()))
                    .count();
        });
    }

    private static long foreignSchema(Scene scene) throws SQLException {
        return scene.jdbcAsOwn(connection -> {
            String table = connection.createStatement().enquoteIdentifier(scene.foreignSchema(), true) + ".post";
            String sql = "select count(*) from " + table + " where tenant_id <> ?";
            try (var select = connection.prepareStatement(sql)) {
                select.setString(1, scene.own().value());
                try (var rows = select.executeQuery()) {
                    rows.next();
                    return rows.getLong(1);
                }
            }
        });
    }

    private static UUID somePost(Scene scene) {
        return scene.keptFromForeign(
                session -> session.createSelectionQuery("select id from Post order by id", UUID.class)
                        .setMaxResults(1)
                        .getSingleResult());
    }
}
