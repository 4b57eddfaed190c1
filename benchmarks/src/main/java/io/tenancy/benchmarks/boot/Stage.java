package io.tenancy.benchmarks.boot;

import io.tenancy.benchmarks.fixture.PlainPool;
import io.tenancy.benchmarks.fixture.Resources;
import io.tenancy.benchmarks.fixture.Walls;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.ConfigurableApplicationContext;

/** The application twice on one server, through one relay: as it is, and for tenants in shared rows. */
final class Stage implements AutoCloseable {

    private static final String TABLE =
            """
            create table memo (tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
                               id bigint not null, text text not null, primary key (tenant_id, id))
            """;
    private static final String PLAIN_TABLE = "create table memo (id bigint primary key, text text not null)";

    private final Resources resources = new Resources();
    private final TestDatabase database = resources.add(TestServer.shared().createDatabase());
    private final Relay relay =
            resources.add(Relay.to(database.server().host(), database.server().port()));
    private final int tenants;
    private final int rows;
    private final int plainPort;
    private final int walledPort;

    Stage(int tenants, int rows) throws Exception {
        this.tenants = tenants;
        this.rows = rows;
        try {
            var walls = new Walls(database);
            walls.rows(TABLE);
            walls.none("plain", PLAIN_TABLE);
            String all = "'memo ' || n from generate_series(0, " + ((long) tenants * rows - 1) + ") n";
            database.executeAsSuperuser("insert into plain.memo select n, " + all);
            database.executeAsSuperuser("insert into app.memo select 't' || n / " + rows + ", n, " + all);
            database.executeAsSuperuser("analyze");
            plainPort = start(plain());
            walledPort = start(walled());
        } catch (Exception e) {
            resources.close();
            throw e;
        }
    }

    private int start(Map<String, Object> properties) {
        properties.put("server.port", "0");
        properties.put("spring.main.banner-mode", "off");
        properties.put("spring.jmx.enabled", "false");
        properties.put("logging.level.root", "warn");
        ConfigurableApplicationContext application = resources.add(new SpringApplicationBuilder(NotesApplication.class)
                .properties(properties)
                .run());
        return application.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private Map<String, Object> plain() {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("spring.datasource.url", database.jdbcUrl(relay.port()));
        properties.put("spring.datasource.username", database.app().user());
        properties.put("spring.datasource.password", database.app().password());
        properties.put("spring.datasource.hikari.maximum-pool-size", PlainPool.SIZE);
        properties.put("spring.datasource.hikari.data-source-properties.currentSchema", "plain");
        // All that the starter brings.
        properties.put(
                "spring.autoconfigure.exclude",
                ImportCandidates.load(AutoConfiguration.class, Stage.class.getClassLoader()).getCandidates().stream()
                        .filter(name -> name.startsWith("io.tenancy."))
                        .collect(Collectors.joining(",")));
        return properties;
    }

    private Map<String, Object> walled() {
        var properties = new LinkedHashMap<String, Object>();
        String server = "tenancy.servers.main.";
        properties.put(server + "url", database.jdbcUrl(relay.port()));
        properties.put(server + "username", database.app().user());
        properties.put(server + "password", database.app().password());
        properties.put(server + "maximum-pool-size", PlainPool.SIZE);
        properties.put("tenancy.walled-packages", NotesApplication.class.getPackageName());
        properties.put("tenancy.web.header", "X-Tenant");
        for (int tenant = 0; tenant < tenants; tenant++) {
            properties.put("tenancy.tenants.t" + tenant + ".server", "main");
        }
        return properties;
    }

    Relay relay() {
        return relay;
    }

    int tenants() {
        return tenants;
    }

    int rows() {
        return rows;
    }

    int port(boolean walled) {
        return walled ? walledPort : plainPort;
    }

    @Override
    public void close() throws Exception {
        resources.close();
    }
}
