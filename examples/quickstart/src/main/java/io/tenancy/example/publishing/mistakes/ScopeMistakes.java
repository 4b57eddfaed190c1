package io.tenancy.example.publishing.mistakes;

import static io.tenancy.example.publishing.mistakes.Wall.JAVA_GUARD;
import static io.tenancy.example.publishing.mistakes.Wall.POSTGRES;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.model.Post;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Code that runs without a tenant, or for another one than it thinks. */
final class ScopeMistakes {

    private static final String COUNT_POSTS = "select count(p) from Post p";

    private ScopeMistakes() {}

    static List<Mistake> all() {
        return List.of(
                new Mistake("no tenant", "a session outside of any tenant's scope", JAVA_GUARD, scene -> {
                    scene.sessions().inTransaction(session -> session.createSelectionQuery(COUNT_POSTS, Long.class)
                            .getSingleResult());
                    return 1;
                }),
                new Mistake("no tenant, JDBC", "a connection outside of any tenant's scope", JAVA_GUARD, scene -> {
                    try (var connection = scene.data().getConnection();
                            var statement = connection.createStatement()) {
                        statement.execute("select count(*) from post");
                        return 1;
                    }
                }),
                new Mistake(
                        "session kept",
                        "a session of one tenant used in the scope of another",
                        JAVA_GUARD,
                        ScopeMistakes::keptSession),
                new Mistake("suspended tenant", "a scope of a tenant that is suspended", JAVA_GUARD, scene -> {
                    try (var scope = TenantContext.of(scene.suspended()).enter()) {
                        scene.sessions().inTransaction(session -> session.createSelectionQuery(COUNT_POSTS, Long.class)
                                .getSingleResult());
                        return 1;
                    }
                }),
                new Mistake(
                        "several statements",
                        "one text with several statements, the first names another tenant",
                        POSTGRES,
                        scene -> scene.jdbcAsOwn(connection -> severalStatements(connection, scene))));
    }

    private static long keptSession(Scene scene) {
        try (var other = TenantContext.of(scene.foreign()).enter();
                var kept = scene.sessions().openSession();
                var own = TenantContext.of(scene.own()).enter()) {
            return kept.createSelectionQuery("from Post", Post.class).stream()
                    .filter(post -> !post.getTenantId().equals(scene.own().value()))
                    .count();
        }
    }

    private static long severalStatements(Connection connection, Scene scene) throws SQLException {
        try (var statement = connection.createStatement()) {
            boolean rows = statement.execute("set tenancy.tenant_id = '" + scene.foreign()
                    + "'; select count(*) from post where tenant_id = '" + scene.foreign() + "'");
            long got = 0;
            while (rows || statement.getUpdateCount() != -1) {
                got += rows ? firstNumber(statement) : 0;
                rows = statement.getMoreResults();
            }
            return got;
        }
    }

    private static long firstNumber(Statement statement) throws SQLException {
        try (var results = statement.getResultSet()) {
            results.next();
            return results.getLong(1);
        }
    }
}
