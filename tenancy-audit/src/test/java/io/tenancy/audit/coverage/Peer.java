package io.tenancy.audit.coverage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.tenancy.testkit.postgres.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.audit.DefaultChangelog;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.cfg.SchemaToolingSettings;

/** Envers and Hibernate's own audit, without tenants. Both write the same kind of tables. */
final class Peer implements Contender {

    private static final List<String> TABLES = List.of("owner", "owner_tag", "item", "leaf");

    private final TestDatabase database = TestServer.shared().createDatabase();
    private final String name;
    private final Cast cast;
    private final Connection superuser;
    private final HikariDataSource pool;
    private final SessionFactory factory;

    private Peer(String name, Cast cast, boolean envers) throws SQLException {
        this.name = name;
        this.cast = cast;
        database.execute(database.owner(), "create schema app");
        superuser = database.connectAsSuperuser();
        superuser.setSchema("app");
        pool = pool();
        var settings = Map.<String, Object>of(
                JdbcSettings.JAKARTA_NON_JTA_DATASOURCE,
                pool,
                SchemaToolingSettings.HBM2DDL_AUTO,
                "create-only",
                "hibernate.integration.envers.enabled",
                envers);
        var sources = new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySettings(settings)
                        .build())
                .addAnnotatedClasses(cast.classes());
        if (!envers) {
            sources.addAnnotatedClass(DefaultChangelog.class);
        }
        factory = sources.buildMetadata().buildSessionFactory();
    }

    static Peer envers() throws SQLException {
        return new Peer("Envers 7.4.1", EnversCast.CAST, true);
    }

    static Peer core() throws SQLException {
        return new Peer("Hibernate 7.4.5 `@Audited`", CoreCast.CAST, false);
    }

    private HikariDataSource pool() {
        Login owner = database.owner();
        var config = new HikariConfig();
        config.setJdbcUrl(database.jdbcUrl());
        config.setUsername(owner.user());
        config.setPassword(owner.password());
        config.setSchema("app");
        config.setMaximumPoolSize(2);
        return new HikariDataSource(config);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Cast cast() {
        return cast;
    }

    @Override
    public void inTransaction(Consumer<Session> work) {
        factory.inTransaction(work);
    }

    @Override
    public void inStatelessTransaction(Consumer<StatelessSession> work) {
        factory.inStatelessTransaction(work);
    }

    @Override
    public void outsideOfATransaction(Consumer<StatelessSession> work) {
        factory.inStatelessSession(work);
    }

    @Override
    public Connection superuser() {
        return superuser;
    }

    @Override
    public List<Fact> trail(long from, long to) throws SQLException {
        var facts = new ArrayList<Fact>();
        for (String table : TABLES) {
            String id = table.equals("owner_tag") ? "owner_id" : "id";
            String row =
                    table.equals("owner_tag") ? "'tag ' || tag || ' of owner ' || owner_id" : "'" + table + " ' || id";
            String value = table.equals("owner_tag") ? "''" : "name";
            String sql =
                    "select rev, %s, case when revtype = 2 then '%s' else %s end from %s_aud where %s between %d and %d"
                            .formatted(row, Fact.GONE, value, table, id, from, to);
            try (Statement statement = superuser.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                while (found.next()) {
                    facts.add(new Fact(found.getLong(1), found.getString(2), found.getString(3)));
                }
            }
        }
        facts.sort(Comparator.comparingLong(Fact::place));
        return facts;
    }

    @Override
    public void forget(long from, long to) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (String table : TABLES) {
                String id = table.equals("owner_tag") ? "owner_id" : "id";
                statement.execute("delete from %s_aud where %s between %d and %d".formatted(table, id, from, to));
            }
        }
    }

    @Override
    public void close() throws SQLException {
        factory.close();
        pool.close();
        superuser.close();
        database.close();
    }
}
