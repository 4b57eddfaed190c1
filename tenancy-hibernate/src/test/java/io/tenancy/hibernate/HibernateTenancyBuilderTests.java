package io.tenancy.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.hibernate.blog.Note;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.hibernate.context.spi.TenantSchemaMapper;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.resource.jdbc.spi.PhysicalConnectionHandlingMode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HibernateTenancyBuilderTests {

    @Entity
    static class Unowned {
        @Id
        long id;
    }

    @Entity
    static class Another {
        @Id
        long id;
    }

    private static TestDatabase database;

    @BeforeAll
    static void open() {
        database = Blog.createDatabase();
    }

    @AfterAll
    static void close() {
        database.close();
    }

    @Test
    void reportsProblemsOfEntitiesAndSettingsTogetherAndLeavesNothingOpen() throws SQLException {
        var builder = HibernateTenancy.builder(InMemoryTenants.of())
                .server(Blog.server("main", database))
                .entities(Unowned.class, Another.class)
                .setting("hibernate.cache.keys_factory", "simple")
                .setting("hibernate.default_schema", "app")
                .setting("hibernate.hbm2ddl.auto", "none")
                .setting("hibernate.connection.provider_disables_autocommit", true)
                .setting("hibernate.multi_tenant.schema_mapper", (TenantSchemaMapper<Object>) tenant -> "app");
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(builder::build)
                .satisfies(refusal -> assertThat(refusal.problems())
                        .satisfiesExactlyInAnyOrder(
                                problem -> assertThat(problem).contains("Unowned has no @TenantId"),
                                problem -> assertThat(problem).contains("Another has no @TenantId"),
                                problem -> assertThat(problem).contains("keys_factory is 'simple'"),
                                problem -> assertThat(problem).contains("default_schema is 'app'"),
                                problem -> assertThat(problem).contains("provider_disables_autocommit is 'true'"),
                                problem -> assertThat(problem).contains("schema_mapper")));
        assertThat(connections()).isZero();
    }

    @Test
    void refusesToTouchSchemasAtStart() {
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> HibernateTenancy.builder(InMemoryTenants.of())
                        .server(Blog.server("main", database))
                        .entities(Author.class)
                        .setting("hibernate.hbm2ddl.auto", "update")
                        .build())
                .withMessageContaining("hibernate.hbm2ddl.auto is 'update'");
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> HibernateTenancy.builder(InMemoryTenants.of())
                        .server(Blog.server("main", database))
                        .entities(Author.class)
                        .setting("jakarta.persistence.schema-generation.database.action", "create")
                        .build())
                .withMessageContaining("schema-generation.database.action is 'create'");
    }

    @Test
    void reportsProblemsOfServersAndEntitiesTogether() {
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> HibernateTenancy.builder(InMemoryTenants.of())
                        .server(Server.of("main", database.jdbcUrl(), Login.of("nobody", "wrong")))
                        .entities(Unowned.class)
                        .setting("hibernate.hbm2ddl.auto", "create")
                        .build())
                .satisfies(refusal -> assertThat(refusal.problems())
                        .hasSizeGreaterThanOrEqualTo(3)
                        .anyMatch(problem -> problem.contains("main"))
                        .anyMatch(problem -> problem.contains("Unowned has no @TenantId"))
                        .anyMatch(problem -> problem.contains("hbm2ddl")))
                .withMessageNotContaining("wrong");
    }

    @Test
    void setsWhatTheBindingNeedsUnlessTold() {
        try (var tenancy = HibernateTenancy.builder(InMemoryTenants.of())
                .server(Blog.server("main", database))
                .shared(Unowned.class)
                .entities(Author.class)
                .setting("hibernate.jdbc.batch_size", 20)
                .build()) {
            var options = tenancy.sessionFactory()
                    .unwrap(SessionFactoryImplementor.class)
                    .getSessionFactoryOptions();
            assertThat(options.isGetGeneratedKeysEnabled()).isFalse();
            assertThat(options.getJdbcBatchSize()).isEqualTo(20);
            assertThat(options.getPhysicalConnectionHandlingMode())
                    .isEqualTo(PhysicalConnectionHandlingMode.DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION);
        }
    }

    @Test
    void warnsOfOptimizersThatKeepIdsPerTenant() {
        var warnings = new ArrayList<String>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                warnings.add(new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var log = Logger.getLogger("io.tenancy.id");
        log.addHandler(handler);
        try (var tenancy = HibernateTenancy.builder(InMemoryTenants.of())
                .server(Blog.server("main", database))
                .entities(Author.class, Note.class)
                .setting("hibernate.id.optimizer.pooled.preferred", "pooled-lo")
                .build()) {
            assertThat(warnings)
                    .singleElement()
                    .asString()
                    .contains(Note.class.getName())
                    .contains("PooledLoOptimizer");
        } finally {
            log.removeHandler(handler);
        }
    }

    @Test
    void closingClosesThePools() throws SQLException {
        try (var blog = Blog.open()) {
            blog.reset();
            blog.as("a", session -> assertThat(session.find(Author.class, 1L)).isNotNull());
            blog.tenancy.close();
            assertThat(blog.tenancy.sessionFactory().isClosed()).isTrue();
            assertThat(blog.rows("select usename from pg_stat_activity where usename = '"
                            + blog.database.app().user() + "'"))
                    .isEmpty();
        }
    }

    private static int connections() throws SQLException {
        try (var connection = database.connectAsSuperuser();
                var statement =
                        connection.prepareStatement("select count(*) from pg_stat_activity where usename = ?")) {
            statement.setString(1, database.app().user());
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }
}
