package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.directory.TenantPageRequest;
import io.tenancy.postgres.pool.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Flyway has no module descriptor. What needs it works on the module path all the same. */
class ModulePathTests {

    private static final Pattern NEEDED = Pattern.compile(".*(tenancy-(api|postgres).(target.)?classes"
            + "|[\\\\/]tenancy-(api|postgres)-[0-9.]+(-SNAPSHOT)?\\.jar"
            + "|[\\\\/](flyway-|postgresql-|HikariCP|caffeine|micrometer|jackson|slf4j-api|jspecify)[^\\\\/]*\\.jar)");

    @Test
    void migratesTheControlSchemaAsAModule() throws Exception {
        ModuleLayer layer = layer();
        try (TestDatabase database = TestServer.shared().createDatabase()) {
            ClassLoader loader = layer.findLoader("io.tenancy.postgres");
            Object login = call(
                    loader,
                    Login.class,
                    "of",
                    database.owner().user(),
                    database.owner().password());
            Object owner = call(loader, ControlDatabase.class, "of", database.jdbcUrl(), login);
            Object roles = call(
                    loader,
                    ControlRoles.class,
                    "of",
                    database.app().user(),
                    database.operator().user());
            call(loader, ControlSchema.class, "migrate", owner, roles);

            var directory = PostgresTenantDirectory.of(
                    Control.as(database.app(), database.jdbcUrl()).dataSource());
            assertThat(directory.list(TenantPageRequest.first(1)).tenants()).isEmpty();
            assertThat(owner.getClass().getModule().isNamed()).isTrue();
        }
    }

    private static Object call(ClassLoader loader, Class<?> type, String name, Object... arguments) throws Exception {
        Method method = Stream.of(loader.loadClass(type.getName()).getMethods())
                .filter(each -> each.getName().equals(name) && each.getParameterCount() == arguments.length)
                .findFirst()
                .orElseThrow();
        return method.invoke(null, arguments);
    }

    private static ModuleLayer layer() {
        Path[] path = Pattern.compile(Pattern.quote(System.getProperty("path.separator")))
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(NEEDED.asMatchPredicate())
                .map(Path::of)
                .toArray(Path[]::new);
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolveAndBind(
                        ModuleFinder.of(path),
                        ModuleFinder.of(),
                        Set.of("io.tenancy.postgres", "tools.jackson.databind"));
        return ModuleLayer.boot().defineModulesWithOneLoader(configuration, ClassLoader.getPlatformClassLoader());
    }
}
