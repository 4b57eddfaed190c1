package io.tenancy.spring.migration;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.data.TenancyAutoConfiguration;
import io.tenancy.spring.data.TenancyAutoConfiguration.TenancyServers;
import io.tenancy.spring.data.TenancyProperties;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Looks after the schemas of all tenants before anything uses them, if {@code tenancy.migration.at-start} says so. */
@AutoConfiguration(after = TenancyAutoConfiguration.class)
public class TenancyMigrationAutoConfiguration {

    private static final String AT_START = "tenancy.migration.at-start";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(FleetMigration.class)
    @EnableConfigurationProperties(MigrationProperties.class)
    static class OfFleet {

        @Bean
        @ConditionalOnMissingBean
        @Conditional(SomethingToDo.class)
        FleetMigration fleetMigration(
                TenancyProperties tenancy,
                MigrationProperties migration,
                TenancyServers servers,
                TenantDirectory directory,
                ObjectProvider<MigrationListener> listener) {
            return new FleetFromProperties(tenancy, migration, servers.all())
                    .of(directory, listener.getIfUnique(MigrationListener::none));
        }

        @Bean
        @Conditional(SomethingToDo.class)
        FleetAtStart fleetAtStart(FleetMigration fleet, MigrationProperties properties) {
            return new FleetAtStart(() -> fleet.atStart(properties.atStart()));
        }
    }

    /** An application that relies on it must not start as if all were done. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("io.tenancy.migrate.FleetMigration")
    @Conditional(SomethingToDo.class)
    static class WithoutFleet {

        WithoutFleet() {
            throw new TenancyConfigurationException(
                    "Tenancy",
                    List.of(AT_START + " is set, which needs tenancy-migrate: expected it on the class path, found it"
                            + " not. Add it, or set none."));
        }
    }

    static class SomethingToDo extends AnyNestedCondition {

        SomethingToDo() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty(name = AT_START, havingValue = "validate")
        static class Validate {}

        @ConditionalOnProperty(name = AT_START, havingValue = "migrate")
        static class Migrate {}
    }
}
