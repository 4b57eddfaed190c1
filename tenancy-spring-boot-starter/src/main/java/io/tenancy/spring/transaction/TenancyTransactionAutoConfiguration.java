package io.tenancy.spring.transaction;

import io.tenancy.hibernate.TenancySettings;
import io.tenancy.spring.data.TenancyHibernateAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.transaction.TransactionManager;

/** {@code @Transactional} with all that it says, in the place of Spring Boot's transaction manager for JPA. */
@AutoConfiguration(
        after = TenancyHibernateAutoConfiguration.class,
        before = {HibernateJpaAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
@ConditionalOnBean(TenancySettings.class)
public class TenancyTransactionAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(TransactionManager.class)
    TenantTransactionManager transactionManager(ObjectProvider<TransactionManagerCustomizers> customizers) {
        var manager = new TenantTransactionManager();
        customizers.ifAvailable(all -> all.customize(manager));
        return manager;
    }
}
