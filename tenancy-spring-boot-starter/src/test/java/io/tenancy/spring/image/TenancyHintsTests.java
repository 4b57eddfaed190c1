package io.tenancy.spring.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.log.AuditLog;
import io.tenancy.hibernate.integration.TenancyIntegrator;
import io.tenancy.hibernate.routing.SessionAdmission;
import io.tenancy.postgres.wall.WallFunctions;
import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.SpringFactoriesLoader;

class TenancyHintsTests {

    private final RuntimeHints hints = new RuntimeHints();

    TenancyHintsTests() {
        new TenancyHints().registerHints(hints, getClass().getClassLoader());
    }

    private void assertMade(String type) {
        assertThat(RuntimeHintsPredicates.reflection()
                        .onType(TypeReference.of(type))
                        .withMemberCategory(MemberCategory.INVOKE_DECLARED_CONSTRUCTORS))
                .as(type)
                .accepts(hints);
    }

    @Test
    void springFindsThem() {
        assertThat(SpringFactoriesLoader.forResourceLocation("META-INF/spring/aot.factories")
                        .load(RuntimeHintsRegistrar.class))
                .hasAtLeastOneElementOfType(TenancyHints.class);
    }

    static Stream<String> sql() throws IOException {
        return Stream.of(new PathMatchingResourcePatternResolver().getResources("classpath*:META-INF/tenancy/**/*.sql"))
                .map(found -> {
                    try {
                        String url = found.getURL().toString();
                        return url.substring(url.indexOf("META-INF/"));
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("sql")
    void sqlIsKept(String file) {
        assertThat(RuntimeHintsPredicates.resource().forResource(file)).accepts(hints);
    }

    @Test
    void thereIsSql() throws IOException {
        assertThat(sql()).hasSizeGreaterThan(5);
        assertThat(WallFunctions.script() + AuditLog.script()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org.hibernate.integrator.spi.Integrator",
                "org.hibernate.service.spi.ServiceContributor",
                "org.hibernate.engine.extension.spi.ExtensionIntegration"
            })
    void servicesOfHibernateAreKept(String service) {
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/services/" + service))
                .accepts(hints);
    }

    @Test
    void servicesOfHibernateCanBeMade() {
        assertMade(TenancyIntegrator.class.getName());
        assertMade(SessionAdmission.class.getName());
        assertMade("io.tenancy.hibernate.softdelete.SoftDeletePersisters");
        assertMade("io.tenancy.audit.capture.CaptureIntegrator");
        assertMade("io.tenancy.audit.gate.GatedStatements");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.tenancy.hibernate.id.PlacedOptimizer",
                "io.tenancy.hibernate.softdelete.FilterBinder",
                "io.tenancy.postgres.pool.PatientSockets"
            })
    void whatIsGivenByNameCanBeMade(String type) throws ClassNotFoundException {
        assertThat(Class.forName(type)).isNotNull();
        assertMade(type);
    }

    @Test
    void wrappersOfJdbcCanBeMade() {
        for (Class<?> type : List.of(
                Connection.class,
                Statement.class,
                PreparedStatement.class,
                CallableStatement.class,
                DatabaseMetaData.class,
                PGConnection.class)) {
            assertThat(RuntimeHintsPredicates.proxies().forInterfaces(type))
                    .as(type.getName())
                    .accepts(hints);
        }
    }
}
