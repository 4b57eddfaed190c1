package io.tenancy.spring.data;

import io.tenancy.hibernate.TenancySettings;
import io.tenancy.hibernate.fetch.FetchGuard;
import io.tenancy.hibernate.softdelete.PurgePermission;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.Rule;
import io.tenancy.spring.failure.OpenInViewException;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Spring Boot's Hibernate, routed and guarded. */
@AutoConfiguration(after = TenancyAutoConfiguration.class, before = HibernateJpaAutoConfiguration.class)
@ConditionalOnSingleCandidate(TenantConnections.class)
public class TenancyHibernateAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TenancySettings tenancySettings(
            TenantConnections connections,
            TenancyProperties properties,
            ObjectProvider<FetchGuard> fetchGuard,
            Environment environment) {
        if (environment.getProperty("spring.jpa.open-in-view", Boolean.class, false)) {
            throw new OpenInViewException();
        }
        var settings = TenancySettings.of(connections)
                .withShared(properties.sharedEntities().toArray(Class<?>[]::new))
                .withSessionsForNobody() // Spring Data looks at queries while it starts.
                .withWalled(properties.walledPackages().toArray(String[]::new));
        for (var reviewed : properties.reviewed()) {
            settings = settings.withReviewed(
                    Rule.valueOf(reviewed.rule().toUpperCase(Locale.ROOT).replace('-', '_')),
                    reviewed.object(),
                    reviewed.reason());
        }
        FetchGuard guard = fetchGuard.getIfUnique();
        return guard == null ? settings : settings.withFetchGuard(guard);
    }

    @Bean
    HibernatePropertiesCustomizer tenancyHibernateCustomizer(
            TenancySettings settings, ObjectProvider<PurgePermission> purgePermission) {
        return properties -> {
            properties.putAll(settings.asMap());
            purgePermission.ifUnique(permission -> properties.put(PurgePermission.SETTING, permission));
        };
    }
}
