package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.probe.cache.MapRegionFactory;
import org.hibernate.cfg.CacheSettings;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One housing of the {@link Board}, with a second-level cache, for all test classes; it is closed after the last one. */
final class SharedBoard implements ParameterResolver {

    static final String JANITOR = "janitor";

    private static Housing open() {
        return Housing.of(
                Board.TABLES,
                builder -> builder.setting(CacheSettings.USE_SECOND_LEVEL_CACHE, true)
                        .setting(CacheSettings.CACHE_REGION_FACTORY, MapRegionFactory.withHibernatesKeys())
                        .setting("hibernate.generate_statistics", true)
                        .purgePermission((context, entity) -> context.actor() != null
                                && JANITOR.equals(context.actor().name())),
                Board.ENTITIES);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Housing.class;
    }

    @Override
    public Housing resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(SharedBoard.class))
                .computeIfAbsent(Housing.class, type -> open(), Housing.class);
    }
}
