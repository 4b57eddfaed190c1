package io.tenancy.spring.audit;

import io.tenancy.audit.trail.Trail;
import io.tenancy.hibernate.TenancySettings;
import io.tenancy.spring.data.TenancyHibernateAutoConfiguration;
import jakarta.persistence.EntityManagerFactory;
import org.hibernate.SessionFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Refusals, of requests too, and what operators do go to the audit trail of the tenant. */
@AutoConfiguration(after = {TenancyHibernateAutoConfiguration.class, HibernateJpaAutoConfiguration.class})
@ConditionalOnClass(Trail.class)
@ConditionalOnBean(TenancySettings.class)
@ConditionalOnSingleCandidate(EntityManagerFactory.class)
public class TenancyAuditAutoConfiguration {

    /** No candidate for a listener: it hears the connections by itself, and needs the factory, which needs them. */
    @Bean(defaultCandidate = false)
    @ConditionalOnMissingBean
    Trail tenancyTrail(EntityManagerFactory factory) {
        return Trail.of(factory.unwrap(SessionFactory.class));
    }
}
