package io.tenancy.spring.data;

import io.micrometer.core.instrument.MeterRegistry;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.directory.VersionGate;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.Server;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/**
 * Connections of tenants in the place of Spring Boot's data source. A bean of the application for servers, directory,
 * connections or data source comes before what is made here.
 */
@AutoConfiguration(before = DataSourceAutoConfiguration.class)
@EnableConfigurationProperties({TenancyProperties.class, DataSourceProperties.class})
@Import(DirectoryConfiguration.class)
public class TenancyAutoConfiguration {

    /** The servers of the properties, as beans of the application may name them. */
    @Bean
    @ConditionalOnMissingBean
    TenancyServers tenancyServers(
            TenancyProperties properties,
            ObjectProvider<JdbcConnectionDetails> details,
            DataSourceProperties dataSource) {
        return new TenancyServers(
                ServersFromProperties.of(properties, details.getIfAvailable(() -> detailsOf(dataSource))));
    }

    private static @Nullable JdbcConnectionDetails detailsOf(DataSourceProperties properties) {
        return properties.getUrl() == null ? null : new PropertyConnectionDetails(properties);
    }

    @Bean
    @ConditionalOnMissingBean
    TenantConnections tenantConnections(
            TenancyServers servers,
            TenantDirectory directory,
            TenancyProperties properties,
            ObjectProvider<TenancyListener> listeners,
            ObjectProvider<PoolListener> poolListener,
            ObjectProvider<VersionGate> gate,
            ObjectProvider<Plans> plans,
            ObjectProvider<MeterRegistry> meters) {
        var builder = TenantConnections.builder(directory)
                .tenantColumn(TenantColumn.text(properties.column()))
                .tenantSetting(new TenantSetting(properties.setting()))
                .listener(TenancyListener.all(Listeners.of(listeners)));
        for (Server server : servers.all()) {
            builder.server(server);
        }
        poolListener.ifUnique(builder::poolListener);
        gate.ifUnique(builder::versionGate);
        plans.ifUnique(builder::plans);
        meters.ifUnique(builder::meters);
        if (properties.poolStatistics() != null) {
            builder.poolStatisticsEvery(properties.poolStatistics());
        }
        return builder.build();
    }

    /** What happens is an event of the application, for {@code @EventListener}. */
    @Bean
    TenancyListener tenancyEvents(ApplicationEventPublisher publisher) {
        return publisher::publishEvent;
    }

    /** Gives connections of the tenant that is bound to the thread, and none without a tenant. */
    @Bean
    @ConditionalOnMissingBean
    DataSource dataSource(TenantConnections connections) {
        return connections.dataSource();
    }

    /**
     * The servers that tenants live on.
     *
     * @param all the first one answers questions about the database at start
     */
    public record TenancyServers(List<Server> all) {
        public TenancyServers {
            all = List.copyOf(all);
        }
    }
}
