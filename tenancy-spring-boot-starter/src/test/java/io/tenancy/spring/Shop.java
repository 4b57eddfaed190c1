package io.tenancy.spring;

import io.tenancy.Placement.OwnDatabase;
import io.tenancy.Placement.OwnSchema;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.postgres.pool.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import shop.ShopApplication;

/** The shop, which knows nothing of tenants, for two of them in each placement. */
public final class Shop implements AutoCloseable {

    /** One for all tests of a JVM: it takes longer to build than they take. */
    private static final class Built {
        static final Housing HOUSING = Housing.of(tables() + AuditLog.script() + "select tenancy_audit_log();");
    }

    public final Housing housing = housing();
    public final ConfigurableApplicationContext application;

    public static Housing housing() {
        return Built.HOUSING;
    }

    private Shop(WebApplicationType type, String properties, Class<?>... more) {
        var all = properties(housing);
        for (String property : properties.split(", ?")) {
            all.put(property.split("=")[0], property.split("=", 2)[1].replace(";", ","));
        }
        application = new SpringApplicationBuilder(ShopApplication.class)
                .sources(more)
                .web(type)
                .properties(all)
                .run();
    }

    public static Shop alone(Class<?>... more) {
        return aloneWith("spring.main.banner-mode=off", more);
    }

    /** @param properties such as {@code a.b=c, d.e=f} */
    public static Shop aloneWith(String properties, Class<?>... more) {
        return new Shop(WebApplicationType.NONE, properties, more);
    }

    /** @param properties such as {@code a.b=c, d.e=f} */
    public static Shop onTheWeb(String properties, Class<?>... more) {
        return new Shop(WebApplicationType.SERVLET, "server.port=0, spring.main.banner-mode=off, " + properties, more);
    }

    public int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    public <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    /** All that makes it multi-tenant. */
    public static Map<String, Object> properties(Housing housing) {
        var all = new LinkedHashMap<String, Object>();
        all.put("tenancy.walled-packages", "shop");
        for (Server server : housing.servers()) {
            String prefix = "tenancy.servers." + server.name() + ".";
            all.put(prefix + "url", server.url());
            all.put(prefix + "username", server.app().user());
            all.put(prefix + "password", server.app().password());
            all.put(prefix + "maximum-pool-size", "4");
        }
        housing.tenants.list(TenantPageRequest.first(100)).tenants().forEach(tenant -> {
            String prefix = "tenancy.tenants." + tenant.id() + ".";
            all.put(prefix + "server", tenant.placement().server().value());
            if (tenant.placement() instanceof OwnSchema own) {
                all.put(prefix + "schema", own.schema().value());
            }
            if (tenant.placement() instanceof OwnDatabase) {
                all.put(prefix + "own-database", "true");
            }
        });
        return all;
    }

    /** Nothing is sold yet, to nobody. */
    public static void clear() {
        for (String tenant :
                List.of(Housing.ROWS, Housing.SCHEMA, Housing.OTHER_SCHEMA, Housing.DATABASE, Housing.OTHER_DATABASE)) {
            housing().executeIn(tenant, "truncate customer, category, product cascade");
        }
    }

    @Override
    public void close() {
        application.close();
    }

    public static String tables() {
        try (var stream = Shop.class.getResourceAsStream("/shop.sql")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
