package io.tenancy.spring.actuate;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.spring.data.TenancyAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Health and an endpoint, where the application has Spring Boot's actuator. */
@AutoConfiguration(after = TenancyAutoConfiguration.class)
@ConditionalOnBean({TenantDirectory.class, TenantConnections.class})
public class TenancyActuatorAutoConfiguration {

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
    static class OfHealth {

        @Bean
        @ConditionalOnMissingBean(name = "tenancyHealthIndicator")
        @ConditionalOnEnabledHealthIndicator("tenancy")
        HealthIndicator tenancyHealthIndicator(TenantDirectory directory, TenantConnections connections) {
            return new TenancyHealth(directory, connections);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
    static class OfEndpoint {

        @Bean
        @ConditionalOnMissingBean
        @ConditionalOnAvailableEndpoint
        TenantsEndpoint tenantsEndpoint(
                TenantDirectory directory, ObjectProvider<TenantRegistry> registry, TenantConnections connections) {
            return new TenantsEndpoint(directory, registry, connections);
        }
    }
}
