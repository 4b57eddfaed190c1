package io.tenancy.spring.data;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.directory.CacheBounds;
import io.tenancy.postgres.directory.CachedTenantDirectory;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.DirectoryListener;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import io.tenancy.postgres.directory.PostgresTenantRegistry;
import io.tenancy.postgres.pool.Login;
import io.tenancy.spring.data.TenancyAutoConfiguration.TenancyServers;
import io.tenancy.spring.data.TenancyProperties.DirectoryProperties;
import io.tenancy.spring.data.TenancyProperties.LoginProperties;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which tenants there are: those of the properties, or else those of the directory in PostgreSQL. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnMissingBean(TenantDirectory.class)
class DirectoryConfiguration {

    @Bean
    TenantDirectory tenantDirectory(TenancyProperties properties, ObjectProvider<TenancyServers> servers) {
        if (!properties.tenants().isEmpty()) {
            return TenantsFromProperties.of(properties.tenants());
        }
        ControlDatabase control =
                control(properties.directory(), properties.directory().reader(), servers);
        return CachedTenantDirectory.of(
                PostgresTenantDirectory.of(control.dataSource()), bounds(properties.directory()));
    }

    /** So that a change on another node is seen before the expiry. */
    @Bean
    @ConditionalOnProperty(name = "tenancy.directory.listen", matchIfMissing = true)
    @Nullable
    DirectoryListener tenantDirectoryListener(
            TenancyProperties properties, TenantDirectory directory, ObjectProvider<TenancyServers> servers) {
        return directory instanceof CachedTenantDirectory cached
                ? DirectoryListener.start(
                        control(properties.directory(), properties.directory().reader(), servers), cached)
                : null;
    }

    /** None of tenants that properties name: the registry would change others. */
    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnProperty("tenancy.directory.registrar.username")
    @Nullable
    TenantRegistry tenantRegistry(
            TenancyProperties properties,
            TenantDirectory directory,
            ObjectProvider<TenancyListener> listeners,
            ObjectProvider<TenancyServers> servers) {
        if (!properties.tenants().isEmpty()) {
            return null;
        }
        ControlDatabase control =
                control(properties.directory(), properties.directory().registrar(), servers);
        var all = new ArrayList<TenancyListener>();
        if (directory instanceof CachedTenantDirectory cached) {
            all.add(cached.forgetting()); // first: the others may ask for the tenant
        }
        all.addAll(Listeners.of(listeners));
        return PostgresTenantRegistry.of(control.dataSource(), TenancyListener.all(all));
    }

    private static CacheBounds bounds(DirectoryProperties properties) {
        Duration ofUnknown = CacheBounds.standard().unknownExpiry();
        Duration ofTenants = properties.expiry();
        return CacheBounds.standard().withExpiry(ofTenants, ofUnknown.compareTo(ofTenants) > 0 ? ofTenants : ofUnknown);
    }

    private static ControlDatabase control(
            DirectoryProperties properties, @Nullable LoginProperties login, ObjectProvider<TenancyServers> servers) {
        var first = servers.getObject().all().get(0);
        return ControlDatabase.of(
                properties.url() == null ? first.url() : properties.url(),
                login == null ? first.app() : Login.of(login.username(), login.password()));
    }
}
