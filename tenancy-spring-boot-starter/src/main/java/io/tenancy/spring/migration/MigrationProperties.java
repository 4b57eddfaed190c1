package io.tenancy.spring.migration;

import io.tenancy.migrate.StartMode;
import io.tenancy.spring.data.TenancyProperties.LoginProperties;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What becomes of the schemas of all tenants at start.
 *
 * @param atStart What is done: nothing, a refusal to start while a schema is behind, or the migration of all
 * @param owner Login that owns tables and control schema, where a server or the directory says none of its own
 * @param locations Where the scripts lie, as Flyway takes it
 */
@ConfigurationProperties("tenancy.migration")
public record MigrationProperties(
        @DefaultValue("none") StartMode atStart,
        @NestedConfigurationProperty @Nullable LoginProperties owner,
        @DefaultValue("classpath:db/migration") List<String> locations) {}
