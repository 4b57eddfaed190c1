package io.tenancy.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.trail.Trail;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.TenancySettings;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.directory.DirectoryListener;
import io.tenancy.postgres.directory.PostgresTenantRegistry;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.ResolutionRefusedException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.spring.actuate.TenancyActuatorAutoConfiguration;
import io.tenancy.spring.actuate.TenantsEndpoint;
import io.tenancy.spring.audit.TenancyAuditAutoConfiguration;
import io.tenancy.spring.data.HibernateTenancyAutoConfiguration;
import io.tenancy.spring.data.TenancyAutoConfiguration;
import io.tenancy.spring.data.TenancyAutoConfiguration.TenancyServers;
import io.tenancy.spring.data.TenancyHibernateAutoConfiguration;
import io.tenancy.spring.transaction.TenancyTransactionAutoConfiguration;
import io.tenancy.spring.transaction.TenantTransactionManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.InvalidIsolationLevelException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each auto-configuration, with a bean of the application in its place, without its class, without its properties. */
class ConditionTests {

    private static final Server MAIN = Shop.housing().servers().get(0);

    private final ApplicationContextRunner nothingSaid = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    TenancyAutoConfiguration.class,
                    TenancyHibernateAutoConfiguration.class,
                    HibernateTenancyAutoConfiguration.class,
                    TenancyTransactionAutoConfiguration.class,
                    TenancyAuditAutoConfiguration.class,
                    TenancyActuatorAutoConfiguration.class,
                    DataSourceAutoConfiguration.class,
                    JdbcTemplateAutoConfiguration.class));

    private final ApplicationContextRunner runner = nothingSaid.withPropertyValues(
            "tenancy.servers.main.url=" + MAIN.url(),
            "tenancy.servers.main.username=" + MAIN.app().user(),
            "tenancy.servers.main.password=" + MAIN.app().password(),
            "tenancy.tenants.rows-a.server=main");

    private final ApplicationContextRunner withFactory = runner.withConfiguration(
                    AutoConfigurations.of(HibernateJpaAutoConfiguration.class))
            .withPropertyValues("spring.jpa.database=POSTGRESQL", "spring.jpa.hibernate.ddl-auto=none");

    private <T> void assertBacksOff(Class<T> type, Supplier<T> own) {
        runner.withPropertyValues("tenancy.directory.registrar.username=registrar")
                .withBean("own", type, own)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasBean("own")
                        .getBean(type)
                        .isSameAs(context.getBean("own")));
    }

    @Test
    void beansOfTheApplicationComeFirst() {
        assertBacksOff(TenantDirectory.class, InMemoryTenants::of);
        assertBacksOff(TenancyServers.class, () -> new TenancyServers(List.of(MAIN)));
        assertBacksOff(DataSource.class, ConditionTests::noDataSource);
        assertBacksOff(
                TenancySettings.class,
                () -> TenancySettings.of(TenantConnections.builder(InMemoryTenants.of())
                        .server(MAIN)
                        .build()));
        assertBacksOff(TenantConnections.class, () -> TenantConnections.builder(InMemoryTenants.of())
                .server(MAIN)
                .build());
        assertBacksOff(TransactionManager.class, () -> new JdbcTransactionManager(noDataSource()));
        assertBacksOff(TenantRegistry.class, () -> PostgresTenantRegistry.of(noDataSource(), TenancyListener.none()));
    }

    private static DataSource noDataSource() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new UnsupportedOperationException("not asked for");
            }

            @Override
            public Connection getConnection(String user, String password) {
                throw new UnsupportedOperationException("not asked for");
            }
        };
    }

    @Test
    void makesAllOfIt() {
        runner.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(TenantConnections.class)
                .hasSingleBean(TenantDirectory.class)
                .hasSingleBean(DataSource.class)
                .hasSingleBean(TenancySettings.class)
                .hasSingleBean(HibernatePropertiesCustomizer.class)
                .hasSingleBean(JdbcTransactionManager.class)
                .hasSingleBean(HealthIndicator.class)
                .doesNotHaveBean(TenantRegistry.class)
                .satisfies(made -> assertThat(
                                made.getBeanProvider(DirectoryListener.class).getIfAvailable())
                        .isNull()));
    }

    @Test
    void tellsWhatIsMissingWithoutProperties() {
        nothingSaid.withPropertyValues("tenancy.tenants.rows-a.server=main").run(context -> assertThat(
                        context.getStartupFailure())
                .rootCause()
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("spring.datasource.url")
                .hasMessageContaining("spring.datasource.username"));
    }

    @Test
    void theDirectoryIsInPostgreSqlWithoutTenants() {
        nothingSaid
                .withPropertyValues(
                        "spring.datasource.url=" + MAIN.url(),
                        "spring.datasource.username=" + MAIN.app().user(),
                        "spring.datasource.password=" + MAIN.app().password(),
                        "tenancy.directory.listen=false",
                        "tenancy.directory.registrar.username=registrar")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TenantRegistry.class)
                        .doesNotHaveBean(InMemoryTenants.class)
                        .doesNotHaveBean(DirectoryListener.class));
    }

    @Test
    void theRegistryOfPostgreSqlDoesNotChangeTenantsOfProperties() {
        runner.withPropertyValues("tenancy.directory.registrar.username=registrar")
                .run(context -> assertThat(
                                context.getBeanProvider(TenantRegistry.class).getIfUnique())
                        .isNull());
    }

    /** As a container for tests makes it: nothing else says where the database is. */
    private record Details(Server server) implements JdbcConnectionDetails {

        @Override
        public String getUsername() {
            return server.app().user();
        }

        @Override
        public String getPassword() {
            return server.app().password();
        }

        @Override
        public String getJdbcUrl() {
            return server.url();
        }
    }

    @Test
    void connectionDetailsAreEnoughAndComeBeforeProperties() {
        nothingSaid
                .withBean(JdbcConnectionDetails.class, () -> new Details(MAIN))
                .withPropertyValues(
                        "tenancy.tenants.rows-a.server=main",
                        "spring.datasource.url=jdbc:postgresql://nowhere.invalid/x",
                        "spring.datasource.username=nobody")
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    String database = TenantContext.of(Housing.ROWS).call(() -> context.getBean(JdbcTemplate.class)
                            .queryForObject("select current_database()", String.class));
                    assertThat(database).isEqualTo(Shop.housing().main().name());
                });
    }

    @Test
    void aServerMaySayItsOwnInPlaceOfTheDetails() {
        nothingSaid
                .withBean(JdbcConnectionDetails.class, () -> new Details(MAIN))
                .withPropertyValues(
                        "tenancy.tenants.rows-a.server=main",
                        "tenancy.servers.main.schema=app",
                        "tenancy.servers.first.url="
                                + Shop.housing().servers().get(1).url(),
                        "tenancy.servers.first.username="
                                + Shop.housing().servers().get(1).app().user(),
                        "tenancy.servers.first.password="
                                + Shop.housing().servers().get(1).app().password())
                .run(context -> assertThat(context.getBean(TenancyServers.class).all())
                        .extracting(Server::url)
                        .containsExactly(
                                MAIN.url(), Shop.housing().servers().get(1).url()));
    }

    @Test
    void replicasAreThoseOfTheProperties() {
        runner.withBean(TenantConnections.class, () -> TenantConnections.builder(InMemoryTenants.of())
                        .server(MAIN)
                        .build())
                .withPropertyValues("tenancy.servers.main.replicas=jdbc:postgresql://replica.invalid/x")
                .run(context -> assertThat(context.getBean(TenancyServers.class).all())
                        .singleElement()
                        .satisfies(server -> assertThat(server.replicas())
                                .extracting(Server::url)
                                .containsExactly("jdbc:postgresql://replica.invalid/x")));
    }

    @Test
    void ceilingsAreThoseOfTheProperties() {
        runner.withPropertyValues(
                        "tenancy.servers.main.maximum-pool-size=3", "tenancy.servers.main.maximum-connections=5")
                .run(context -> assertThat(context.getBean(TenancyServers.class).all())
                        .singleElement()
                        .satisfies(server -> {
                            assertThat(server.maximumPoolSize()).isEqualTo(3);
                            assertThat(server.findMaximumConnections()).contains(5);
                        }));
    }

    @Test
    void hibernateIsLeftAloneWithoutConnections() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        TenancyHibernateAutoConfiguration.class,
                        TenancyTransactionAutoConfiguration.class,
                        HibernateTenancyAutoConfiguration.class,
                        TenancyAuditAutoConfiguration.class,
                        TenancyActuatorAutoConfiguration.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean(TenancySettings.class)
                        .doesNotHaveBean(TransactionManager.class)
                        .doesNotHaveBean(HibernateTenancy.class)
                        .doesNotHaveBean(HealthIndicator.class));
    }

    @Test
    void theFacadeAndTheTrailNeedAFactory() {
        runner.run(context -> assertThat(context)
                .doesNotHaveBean(EntityManagerFactory.class)
                .doesNotHaveBean(HibernateTenancy.class)
                .doesNotHaveBean(Trail.class));
        withFactory.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(HibernateTenancy.class)
                .hasSingleBean(Trail.class)
                .hasSingleBean(TransactionManager.class)
                .hasSingleBean(TenantTransactionManager.class));
        withFactory
                .withClassLoader(new FilteredClassLoader(Trail.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("tenancyTrail"));
        // A trail needs the factory, which needs connections, which ask for listeners: and a trail is one.
        withFactory.withUserConfiguration(OwnTrail.class).run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(Trail.class)
                .hasBean("own"));
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnTrail {

        @Bean
        Trail own(EntityManagerFactory factory) {
            return Trail.of(factory.unwrap(SessionFactory.class));
        }
    }

    @Test
    void anotherManagerOfJpaHasTheLimitsOfSpring() {
        withFactory
                .withBean("own", JpaTransactionManager.class, JpaTransactionManager::new)
                .run(context -> TenantContext.of(Housing.ROWS).run(() -> {
                    var template = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
                    template.setReadOnly(true);
                    assertThat(template.<String>execute(status -> context.getBean(JdbcTemplate.class)
                                    .queryForObject("show transaction_read_only", String.class)))
                            .isEqualTo("off");
                    template.setIsolationLevel(TransactionDefinition.ISOLATION_SERIALIZABLE);
                    assertThatThrownBy(() -> template.executeWithoutResult(status -> {}))
                            .isInstanceOf(InvalidIsolationLevelException.class);
                }));
    }

    @Test
    void listenersHearAndTheApplicationToo() {
        var heard = new CopyOnWriteArrayList<Object>();
        runner.withBean("ear", TenancyListener.class, () -> heard::add).run(context -> {
            var event = new AccessRefused(new ResolutionRefusedException("of a test", "nobody"));
            context.getBean(TenantConnections.class).listener().on(event);
            assertThat(heard).containsExactly(event);
        });
    }

    @Test
    void operationsAreMadeWhereTheActuatorIsAndMayBeSwitchedOff() {
        runner.withPropertyValues("management.endpoints.web.exposure.include=tenants")
                .run(context -> assertThat(context).hasSingleBean(HealthIndicator.class));
        runner.withPropertyValues("management.health.tenancy.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(HealthIndicator.class));
        runner.withPropertyValues("management.endpoint.tenants.access=NONE")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(TenantsEndpoint.class));
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class, ConditionalOnAvailableEndpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .doesNotHaveBean("tenancyHealthIndicator")
                        .doesNotHaveBean(TenantsEndpoint.class));
        runner.withBean("tenancyHealthIndicator", HealthIndicator.class, () -> () -> null)
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(HealthIndicator.class));
    }
}
