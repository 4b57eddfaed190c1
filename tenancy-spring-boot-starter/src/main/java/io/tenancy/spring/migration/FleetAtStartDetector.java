package io.tenancy.spring.migration;

import java.util.Set;
import org.springframework.boot.sql.init.dependency.AbstractBeansOfTypeDatabaseInitializerDetector;

/** Has the factory of entity managers, and all that uses JDBC, wait for the migration. */
final class FleetAtStartDetector extends AbstractBeansOfTypeDatabaseInitializerDetector {

    @Override
    protected Set<Class<?>> getDatabaseInitializerBeanTypes() {
        return Set.of(FleetAtStart.class);
    }
}
