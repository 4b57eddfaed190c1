package io.tenancy.spring.image;

import io.tenancy.hibernate.id.PlacedOptimizer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;

/**
 * What Tenancy finds by name or makes at run time: SQL, services of Hibernate, classes that are named to Hibernate and to
 * pgjdbc, wrappers of JDBC. The properties are Spring Boot's to tell.
 */
public final class TenancyHints implements RuntimeHintsRegistrar {

    private static final String SERVICES = "META-INF/services/";

    /** Hibernate asks for them by a class loader of its own, which an image does not see through. */
    private static final List<String> FOUND_BY_HIBERNATE = List.of(
            "org.hibernate.engine.extension.spi.ExtensionIntegration",
            "org.hibernate.integrator.spi.Integrator",
            "org.hibernate.service.spi.ServiceContributor");

    private static final List<Class<?>> WRAPPED = List.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            DatabaseMetaData.class,
            PGConnection.class);

    @Override
    public void registerHints(RuntimeHints hints, @Nullable ClassLoader loader) {
        hints.resources().registerPattern("META-INF/tenancy/**");
        WRAPPED.forEach(type -> hints.proxies().registerJdkProxy(type));
        named(hints, PlacedOptimizer.class.getName());
        named(hints, "io.tenancy.postgres.pool.PatientSockets");
        named(hints, "io.tenancy.hibernate.softdelete.FilterBinder");
        ClassLoader services = loader == null ? TenancyHints.class.getClassLoader() : loader;
        for (String service : FOUND_BY_HIBERNATE) {
            hints.resources().registerPattern(SERVICES + service);
            providers(service, services).forEach(provider -> named(hints, provider));
        }
    }

    private static void named(RuntimeHints hints, String type) {
        hints.reflection().registerType(TypeReference.of(type), MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
    }

    private static Stream<String> providers(String service, ClassLoader loader) {
        try {
            return Collections.list(loader.getResources(SERVICES + service)).stream()
                    .flatMap(TenancyHints::lines)
                    .filter(provider -> provider.startsWith("io.tenancy."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(URL file) {
        try (var reader = new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
            return reader.lines().map(String::strip).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
