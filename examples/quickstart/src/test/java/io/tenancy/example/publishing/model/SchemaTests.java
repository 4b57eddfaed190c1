package io.tenancy.example.publishing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.PlainPublishing;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tables of schema.sql. That the entities fit them is checked by Hibernate each time it boots here. */
class SchemaTests {

    private static PlainPublishing publishing;
    private static SessionFactory sessions;

    @BeforeAll
    static void createTables() {
        publishing = PlainPublishing.withoutWall();
        sessions = publishing.sessions();
    }

    @AfterAll
    static void close() {
        publishing.close();
    }

    @Test
    void theSameScriptServesASchemaOfItsOwn() throws SQLException {
        publishing.createTables("of_its_own");
        assertThat(number("select count(*) from pg_tables where schemaname = 'of_its_own'"))
                .isEqualTo(number("select count(*) from pg_tables where schemaname = '" + PlainPublishing.SCHEMA + "'"))
                .isEqualTo(10);
    }

    @Test
    void everyKeyAndIndexLeadsWithTheTenant() throws SQLException {
        assertThat(
                        number(
                                """
                                select count(*) from pg_index i
                                join pg_class t on t.oid = i.indrelid
                                join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                                where t.relnamespace = 'publishing'::regnamespace and a.attname <> 'tenant_id'
                                """))
                .isZero();
    }

    @Test
    void refusesARowThatHangsOnAnotherTenantsRow() throws SQLException {
        UUID foreign = author("first", "one@example.org");
        assertThatThrownBy(() ->
                        run("insert into post (tenant_id, id, version, author_id, slug, title, body, status) values"
                                + " ('second', gen_random_uuid(), 0, '" + foreign + "', 's', 't', 'b', 'DRAFT')"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        run("insert into post (tenant_id, id, version, author_id, slug, title, body, status) values"
                + " ('first', gen_random_uuid(), 0, '" + foreign + "', 's', 't', 'b', 'DRAFT')");
    }

    @Test
    void aCollectionRowTakesTheTenantOfItsTransactionAndNeedsOne() throws SQLException {
        UUID author = author("linked", "two@example.org");
        String insert = "insert into author_link (author_id, link) values ('" + author + "', 'https://a.example')";
        assertThatThrownBy(() -> run(insert))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23502"));
        try (var scope = TenantContext.of("linked").enter()) {
            run(insert);
        }
        assertThat(number("select count(*) from author_link where tenant_id = 'linked'"))
                .isEqualTo(1);
    }

    @Test
    void aReplyOutlivesWhatItAnswers() throws SQLException {
        try (var scope = TenantContext.of("talkative").enter()) {
            sessions.inTransaction(session -> {
                var author = new Author("Ann", "ann@example.org", null);
                var post = new Post(author, "hello", "Hello", "Hello.");
                session.persist(author);
                session.persist(post);
                Comment first = post.comment("a", "First!", Instant.EPOCH);
                post.comment("b", "Second.", Instant.EPOCH).inReplyTo(first);
            });
        }
        run("delete from comment where tenant_id = 'talkative' and body = 'First!'");
        assertThat(number("select count(*) from comment where tenant_id = 'talkative' and reply_to_id is null"))
                .isEqualTo(1);
    }

    private static UUID author(String tenant, String email) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return sessions.fromTransaction(session -> {
                var author = new Author("Somebody", email, null);
                session.persist(author);
                return author.getId();
            });
        }
    }

    private static void run(String sql) throws SQLException {
        try (var connection = publishing.data().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String sql) throws SQLException {
        try (var connection = publishing.data().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
