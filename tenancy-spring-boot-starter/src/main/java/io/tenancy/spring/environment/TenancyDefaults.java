package io.tenancy.spring.environment;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Spring Boot's defaults that ask a data source at start, before there is a tenant, or keep a session open for longer than
 * a tenant is known. The application's own properties come before these.
 */
public final class TenancyDefaults implements EnvironmentPostProcessor {

    private static final String OF_APPLICATION = "defaultProperties";
    private static final Map<String, Object> DEFAULTS = Map.of(
            // Both would ask the data source which database it leads to.
            "spring.jpa.database", "POSTGRESQL",
            "spring.jpa.hibernate.ddl-auto", "none",
            // A session that opens with the request has whatever tenant is known by then.
            "spring.jpa.open-in-view", "false",
            // Would migrate by the tenant's data source; tenancy.migration.at-start is what migrates here.
            "spring.flyway.enabled", "false",
            "spring.sql.init.mode", "never",
            // Asks the data source for no tenant, hence would say DOWN; the indicator of Tenancy is in its place.
            "management.health.db.enabled", "false",
            // Carries the tenant to the executors that Spring Boot makes.
            "spring.task.execution.propagate-context", "true");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var sources = environment.getPropertySources();
        // Spring Boot moves the application's default properties behind all others, hence behind these too.
        if (sources.get(OF_APPLICATION) instanceof MapPropertySource ofApplication) {
            var all = new LinkedHashMap<>(DEFAULTS);
            all.putAll(ofApplication.getSource());
            sources.replace(OF_APPLICATION, new MapPropertySource(OF_APPLICATION, all));
        } else {
            sources.addLast(new MapPropertySource("tenancyDefaults", DEFAULTS));
        }
    }
}
