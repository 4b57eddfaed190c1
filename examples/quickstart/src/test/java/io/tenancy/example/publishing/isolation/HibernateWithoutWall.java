package io.tenancy.example.publishing.isolation;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.model.PublishingModel;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/**
 * The publishers' entities without wall 1: each session is a root session, for which Hibernate filters nothing and takes
 * any tenant that an entity names; no guard; cache keys that know no tenant.
 */
final class HibernateWithoutWall {

    private HibernateWithoutWall() {}

    static SessionFactory over(DataSource data) {
        var configuration = new Configuration();
        PublishingModel.entities().forEach(configuration::addAnnotatedClass);
        configuration.getProperties().putAll(Cached.by(MapRegionFactory.withSimpleKeys()));
        // Without a tenant there is no connection, at start neither.
        configuration.setProperty("hibernate.boot.allow_jdbc_metadata_access", "false");
        configuration.setProperty("jakarta.persistence.database-product-name", "PostgreSQL");
        configuration.setProperty("jakarta.persistence.database-major-version", "15");
        configuration.setProperty("hibernate.jdbc.use_get_generated_keys", "false");
        configuration.getProperties().put("hibernate.connection.datasource", data);
        configuration.setCurrentTenantIdentifierResolver(new AlwaysRoot());
        return configuration.buildSessionFactory();
    }

    private static final class AlwaysRoot implements CurrentTenantIdentifierResolver<String> {

        @Override
        public String resolveCurrentTenantIdentifier() {
            return TenantContext.find().map(context -> context.tenant().value()).orElse("nobody");
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return false;
        }

        @Override
        public boolean isRoot(String tenant) {
            return true;
        }
    }
}
