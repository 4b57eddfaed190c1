package io.tenancy.hibernate.blog;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.event.TenancyEvent;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/**
 * Two tenants, {@code a} and {@code b}, in shared rows of one database whose tables have no wall any more: it is taken
 * down after the start, which would not happen without it. What is refused here is refused by Hibernate's side alone. Each has an author, a post, a tag and a video, with ids ending in 1 and 2.
 */
public final class Blog implements AutoCloseable {

    private static final String TABLES =
            """
            create schema app;
            create table app.author (id bigint primary key, tenant text not null, name text);
            create table app.tag (id bigint primary key, tenant text not null, word text);
            create table app.post (id bigint primary key, tenant text not null, version int, title text,
                author_id bigint references app.author);
            create table app.post_tag (post_id bigint references app.post, tags_id bigint references app.tag);
            create table app.post_words (post_id bigint references app.post, words text);
            create table app.media (id bigint primary key, tenant text not null, title text);
            create table app.video (id bigint primary key references app.media, seconds int);
            create table app.country (code text primary key);
            create table app.note (id bigint primary key, tenant text not null);
            create table app.ledger (id bigint primary key, owner uuid not null);
            create sequence app.note_seq increment 50;
            """;

    public final TestDatabase database = createDatabase();
    public final InMemoryTenants tenants = InMemoryTenants.of();
    public final List<TenancyEvent> events = new CopyOnWriteArrayList<>();
    public final HibernateTenancy tenancy;

    private Blog(Consumer<HibernateTenancyBuilder> more) {
        for (String id : List.of("a", "b")) {
            tenants.register(Tenant.active(id, Placement.sharedRows("main")));
        }
        var builder = HibernateTenancy.builder(tenants)
                .server(server("main", database))
                .entities(Author.class, Tag.class, Post.class, Media.class, Video.class, Country.class, Note.class)
                .listener(events::add);
        more.accept(builder);
        tenancy = builder.build();
        takeWallsDown(database);
    }

    public static Blog open() {
        return open(builder -> {});
    }

    public static Blog open(Consumer<HibernateTenancyBuilder> more) {
        return new Blog(more);
    }

    /** A database in which the doctor finds a table behind a wall, and nothing wrong. */
    public static TestDatabase createDatabase() {
        return createDatabase(TenantColumn.text("tenant"), BlogWalls::rows);
    }

    /** The same for a tenant that has the database for itself. */
    public static TestDatabase createDatabaseOf(String tenant) {
        return createDatabase(
                TenantColumn.text("tenant"), (database, table) -> BlogWalls.database(database, table, tenant));
    }

    /** The same with another tenant column. */
    public static TestDatabase createDatabase(TenantColumn column, BlogWalls walls) {
        var database = TestServer.shared().createDatabase();
        BlogWalls.putUp(database, column, walls);
        return database;
    }

    /** Puts the blog's tables and grants in the place of what the doctor saw, without any wall. */
    public static void takeWallsDown(TestDatabase database) {
        database.execute(database.owner(), "drop schema app cascade");
        createTables(database);
    }

    private static void createTables(TestDatabase database) {
        String grants =
                """
                grant usage on schema app to %1$s, %2$s;
                grant select, insert, update, delete on all tables in schema app to %1$s;
                grant usage on all sequences in schema app to %1$s;
                grant select on all tables in schema app to %2$s;
                """;
        database.execute(
                database.owner(),
                TABLES
                        + grants.formatted(
                                database.app().user(), database.operator().user()));
    }

    public static Server server(String name, TestDatabase database) {
        return Server.of(name, database.jdbcUrl(), login(database.app()))
                .withOperator(login(database.operator()))
                .withMaximumPoolSize(4);
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    /** Back to the two tenants' rows. */
    public void reset() {
        database.execute(
                database.owner(),
                """
                truncate app.author, app.tag, app.post, app.post_tag, app.post_words, app.media, app.video, app.country,
                    app.note;
                insert into app.author values (1, 'a', 'Ann'), (2, 'b', 'Bob');
                insert into app.tag values (1, 'a', 'tag-a'), (2, 'b', 'tag-b');
                insert into app.post values (1, 'a', 0, 'Post a', 1), (2, 'b', 0, 'Post b', 2);
                insert into app.post_tag values (1, 1), (2, 2);
                insert into app.post_words values (1, 'word-a'), (2, 'word-b');
                insert into app.media values (1, 'a', 'Video a'), (2, 'b', 'Video b');
                insert into app.video values (1, 10), (2, 20);
                insert into app.country values ('NL');
                """);
        events.clear();
    }

    public void as(String tenant, Consumer<Session> work) {
        TenantContext.of(tenant).run(() -> tenancy.inTransaction(work));
    }

    public void statelessAs(String tenant, Consumer<StatelessSession> work) {
        TenantContext.of(tenant).run(() -> tenancy.inStatelessTransaction(work));
    }

    /** What a query gives, whoever's rows they are, one string for each row. */
    public List<String> rows(String query) {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var result = statement.executeQuery("select (r.*)::text from (" + query + ") r order by 1")) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (database) {
            tenancy.close();
        }
    }
}
