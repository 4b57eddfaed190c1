package io.tenancy.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.context.ThreadLocalAccessor;
import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModulePathTests {

    private static final Path API = locationOf(TenantContext.class);
    private static final Path CONTEXT_PROPAGATION = locationOf(ThreadLocalAccessor.class);

    @Test
    void needsNoContextPropagation() throws Exception {
        Object found = layer(API)
                .findLoader("io.tenancy.api")
                .loadClass("io.tenancy.context.TenantContext")
                .getMethod("find")
                .invoke(null);
        assertThat(found).hasToString("Optional.empty");
    }

    @Test
    void itsAccessorCanBeRegisteredWhereContextPropagationIs() throws Exception {
        ModuleLayer layer = layer(API, CONTEXT_PROPAGATION);
        Object accessor = layer.findLoader("io.tenancy.api")
                .loadClass(TenantContextAccessor.class.getName())
                .getConstructor()
                .newInstance();

        assertThat(accessor.getClass().getModule().isNamed()).isTrue();
        assertThat(accessor)
                .isInstanceOf(layer.findLoader("context.propagation").loadClass(ThreadLocalAccessor.class.getName()));
    }

    private static ModuleLayer layer(Path... path) {
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(
                        ModuleFinder.of(path),
                        ModuleFinder.of(),
                        path.length == 1 ? Set.of("io.tenancy.api") : Set.of("io.tenancy.api", "context.propagation"));
        return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }

    private static Path locationOf(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toPath();
    }
}
