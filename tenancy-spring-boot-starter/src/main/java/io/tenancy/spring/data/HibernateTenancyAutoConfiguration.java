package io.tenancy.spring.data;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.TenancySettings;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What goes beyond Spring's ways: units of work that retry, the operator's view. */
@AutoConfiguration(after = {TenancyHibernateAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
@ConditionalOnBean(TenancySettings.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public class HibernateTenancyAutoConfiguration {

    /** Spring closes the factory. */
    @Bean(destroyMethod = "")
    @ConditionalOnMissingBean
    HibernateTenancy hibernateTenancy(
            EntityManagerFactory factory,
            ObjectProvider<MeterRegistry> meters,
            ObjectProvider<ObservationRegistry> observations) {
        return HibernateTenancy.of(
                factory.unwrap(SessionFactory.class),
                meters.getIfUnique(CompositeMeterRegistry::new),
                observations.getIfUnique(() -> ObservationRegistry.NOOP));
    }
}
