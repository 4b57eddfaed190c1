package io.tenancy.testkit.probe.library;

import io.tenancy.context.TenantContext;
import io.tenancy.testkit.TwoTenants;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.probe.ProbeMatrix;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** Two libraries as tenants of plain Hibernate: {@code @TenantId}, and a resolver that asks for the current tenant. */
public final class Library implements AutoCloseable {

    public static final TwoTenants TENANTS = TwoTenants.of("acme", "globex");
    private static final String SHARED = "library";

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final Map<String, Object> settings = new HashMap<>();
    private UnaryOperator<String> schemaOf = tenant -> SHARED;
    private Login login = database.owner();
    private StampedDataSource data;
    private SessionFactory sessions;

    private Library() {}

    /** Shared tables, used by their owner: Hibernate stands alone. */
    public static Library withoutWall() {
        var library = new Library();
        library.createTables(SHARED, "");
        return library;
    }

    /** Shared tables, used by the app role: row-level security stands below Hibernate. */
    public static Library behindWall() {
        var library = new Library();
        library.createTables(SHARED, script("wall.sql"));
        library.openTo(SHARED, library.database.app());
        return library;
    }

    /** A schema for each tenant, all open to one role. */
    public static Library inSchemas() {
        var library = new Library();
        library.schemaOf = tenant -> "library_" + tenant;
        library.createTables("library_acme", "");
        library.createTables("library_globex", "");
        return library;
    }

    private void createTables(String schema, String more) {
        database.execute(
                database.owner(),
                "create schema " + schema + "; set local search_path = " + schema + "; " + script("library.sql")
                        + more);
    }

    private void openTo(String schema, Login app) {
        database.execute(
                database.owner(),
                """
                grant usage on schema %1$s to %2$s;
                grant select, insert, update, delete on all tables in schema %1$s to %2$s;
                grant usage on all sequences in schema %1$s to %2$s
                """
                        .formatted(schema, app.user()));
        login = app;
    }

    public Library with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** Each library gets the same, with names of its own. */
    public Library seeded() throws Exception {
        TENANTS.each((own, other) -> sessions().inTransaction(session -> {
            var author = new Author("ann@" + own + ".example", "Ann of " + own, "Annie of " + own);
            session.persist(author);
            var colleague = new Author("bob@" + own + ".example", "Bob of " + own, "Bobby of " + own);
            session.persist(colleague);
            var book = new Book("Tales of " + own, author);
            session.persist(book);
            session.persist(new AudioBook("Sounds of " + own, author, 90));
            session.persist(new Shelf(1, "Hall of " + own, "new at " + own, book));
            session.persist(new Shelf(own.value().length() * 100, "Cellar of " + own, "old at " + own, book));
            session.persist(new Loan(book, "Rita of " + own));
        }));
        return this;
    }

    public SessionFactory sessions() {
        if (sessions == null) {
            var configuration = new Configuration();
            List.of(Author.class, Book.class, AudioBook.class, Shelf.class, Loan.class)
                    .forEach(configuration::addAnnotatedClass);
            configuration.getProperties().put("hibernate.connection.datasource", data());
            configuration.getProperties().putAll(settings);
            configuration.setCurrentTenantIdentifierResolver(new CurrentTenant());
            sessions = configuration.buildSessionFactory();
        }
        return sessions;
    }

    /** Tells each connection whose it is, when it is borrowed. */
    public DataSource data() {
        if (data == null) {
            data = new StampedDataSource(database, login, schemaOf);
        }
        return data;
    }

    public TestDatabase database() {
        return database;
    }

    public ProbeMatrix matrix() {
        return ProbeMatrix.of(sessions())
                .tenants(TENANTS)
                .witness(database::connectAsSuperuser)
                .dataSource(data());
    }

    @Override
    public void close() {
        if (sessions != null) {
            sessions.close();
        }
        if (data != null) {
            data.close();
        }
        database.close();
    }

    public void asOwner(String sql) {
        database.execute(database.owner(), "set search_path = library; " + sql);
    }

    /** All rows of all tables, in a fixed order. */
    public String dump() throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        """
                        select string_agg(
                            query_to_xml(format('select * from %s t order by t::text', c.oid::regclass), true, true, '')::text,
                            E'\\n' order by c.oid)
                        from pg_class c where relkind = 'r' and relnamespace::regnamespace::text like 'library%'
                        """)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static String script(String name) {
        try (var stream = Library.class.getResourceAsStream("/probe/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class CurrentTenant implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return TenantContext.find().map(context -> context.tenant().value()).orElse(null);
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }
    }
}
