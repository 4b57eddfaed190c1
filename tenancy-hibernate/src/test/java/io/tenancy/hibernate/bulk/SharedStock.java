package io.tenancy.hibernate.bulk;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import java.util.stream.Stream;
import org.hibernate.cfg.CacheSettings;
import org.hibernate.cfg.StatisticsSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One housing, with a second-level cache, for all entities of this package's tests; it is closed after the last one. */
final class SharedStock implements ParameterResolver {

    private static Housing open() {
        return Housing.of(
                Item.TABLES + BatchedTests.TABLES + Droplet.TABLES,
                builder -> builder.setting(StatisticsSettings.GENERATE_STATISTICS, true)
                        .setting(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                        .setting(CacheSettings.CACHE_REGION_FACTORY, MapRegionFactory.withHibernatesKeys()),
                Stream.concat(Stream.of(Item.class, Droplet.class), Stream.of(BatchedTests.ENTITIES))
                        .toArray(Class<?>[]::new));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Housing.class;
    }

    @Override
    public Housing resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedStock.class))
                .computeIfAbsent(Housing.class, type -> open(), Housing.class);
    }
}
