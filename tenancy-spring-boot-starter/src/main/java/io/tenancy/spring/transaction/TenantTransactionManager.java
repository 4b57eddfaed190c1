package io.tenancy.spring.transaction;

import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/**
 * Spring's transactions over JPA, with isolation levels, and with transactions for reading that PostgreSQL holds to it and
 * that may run on a replica. Safe for use by several threads.
 */
public final class TenantTransactionManager extends JpaTransactionManager {

    /** Spring asks for the session without saying what it is for: a manager of its own knows that. */
    private static final class Reading extends JpaTransactionManager {

        private Consumer<EntityManager> initializer = entities -> {};

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            super.doBegin(transaction, definition);
        }

        @Override
        protected EntityManager createEntityManagerForTransaction() {
            Session session = obtainEntityManagerFactory()
                    .unwrap(SessionFactory.class)
                    .withOptions()
                    .readOnly(true)
                    .openSession();
            getJpaPropertyMap().forEach(session::setProperty);
            initializer.accept(session);
            return session;
        }
    }

    private final Reading reading = new Reading();

    @Override
    public void afterPropertiesSet() {
        super.afterPropertiesSet();
        setJpaDialect(new IsolatingDialect(getJpaDialect()));
        reading.setEntityManagerFactory(obtainEntityManagerFactory());
        reading.setDataSource(getDataSource());
        reading.setJpaDialect(getJpaDialect());
        reading.setJpaPropertyMap(getJpaPropertyMap());
        reading.setDefaultTimeout(getDefaultTimeout());
    }

    @Override
    public void setEntityManagerInitializer(Consumer<EntityManager> initializer) {
        super.setEntityManagerInitializer(initializer);
        reading.initializer = initializer;
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        if (definition.isReadOnly()) {
            reading.doBegin(transaction, definition);
        } else {
            super.doBegin(transaction, definition);
        }
    }
}
