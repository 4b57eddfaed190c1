package io.tenancy.spring.transaction;

import io.tenancy.hibernate.TenancySettings;
import io.tenancy.spring.data.TenancyHibernateAutoConfiguration;
import jakarta.persistence.EntityManagerFactory;
import javax.sql.DataSource;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionManagerCustomizers;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionManager;

/** {@code @Transactional} with all that it says, in the place of Spring Boot's transaction manager for JPA. */
@AutoConfiguration(
        after = TenancyHibernateAutoConfiguration.class,
        before = {HibernateJpaAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class})
@ConditionalOnBean(TenancySettings.class)
public class TenancyTransactionAutoConfiguration {

    /** One for JDBC alone in an application without JPA: it comes too early to be made only where there is a factory. */
    @Bean
    @ConditionalOnMissingBean(TransactionManager.class)
    PlatformTransactionManager transactionManager(
            ListableBeanFactory beans,
            DataSource dataSource,
            ObjectProvider<TransactionManagerCustomizers> customizers) {
        boolean jpa = beans.getBeanNamesForType(EntityManagerFactory.class, true, false).length > 0;
        var manager = jpa ? new TenantTransactionManager() : new JdbcTransactionManager(dataSource);
        customizers.ifAvailable(all -> all.customize(manager));
        return manager;
    }
}
