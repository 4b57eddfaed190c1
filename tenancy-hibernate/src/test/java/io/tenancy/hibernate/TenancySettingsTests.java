package io.tenancy.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.hibernate.blog.Note;
import io.tenancy.hibernate.blog.Visit;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.refusal.TenantMismatchException;
import io.tenancy.testkit.postgres.TestDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Hibernate and JPA, bootstrapped without the builder. */
class TenancySettingsTests {

    private TestDatabase database;
    private TenantConnections connections;

    @BeforeEach
    void open() {
        database = Blog.createDatabase();
        connections = TenantConnections.builder(InMemoryTenants.of(
                        Tenant.active("a", Placement.sharedRows("main")),
                        Tenant.active("b", Placement.sharedRows("main"))))
                .server(Blog.server("main", database))
                .build();
    }

    @AfterEach
    void close() {
        connections.close();
        database.close();
    }

    @Test
    void aPersistenceUnitIsAsClosedAsTheBuilder() {
        var settings = TenancySettings.of(connections).asMap();
        try (EntityManagerFactory factory = Persistence.createEntityManagerFactory("blog", settings)) {
            Blog.takeWallsDown(database);
            for (String tenant : new String[] {"a", "b"}) {
                TenantContext.of(tenant)
                        .run(() -> factory.runInTransaction(manager -> {
                            manager.persist(new Author(tenant.equals("a") ? 1 : 2, tenant));
                            manager.persist(new Note());
                        }));
            }
            TenantContext.of("a")
                    .run(() -> factory.runInTransaction(manager -> {
                        assertThat(manager.find(Author.class, 1L).name).isEqualTo("a");
                        assertThat(manager.find(Author.class, 2L)).isNull();
                        assertThat(manager.createQuery("select count(n) from Note n", Long.class)
                                        .getSingleResult())
                                .isEqualTo(1);
                        assertThatExceptionOfType(TenantMismatchException.class)
                                .isThrownBy(() -> manager.createNativeQuery(
                                                "select * from author where id = 2", Author.class)
                                        .getResultList());
                    }));
            assertThatThrownBy(() -> TenantContext.of("a")
                            .run(() ->
                                    factory.runInTransaction(manager -> manager.find(Author.class, 1L).tenant = "b")))
                    .hasRootCauseInstanceOf(CrossTenantWriteException.class);
            assertThatExceptionOfType(NoTenantException.class).isThrownBy(factory::createEntityManager);
        }
    }

    @Test
    void aPersistenceUnitIsCheckedAtStart() {
        var settings = TenancySettings.of(connections).asMap();
        assertThatThrownBy(() -> Persistence.createEntityManagerFactory("unsafe", settings))
                .hasRootCauseInstanceOf(TenancyConfigurationException.class)
                .rootCause()
                .hasMessageContaining("2 problems")
                .hasMessageContaining(Visit.class.getName() + " has no @TenantId")
                .hasMessageContaining("keys_factory is 'simple'");
    }

    @Test
    void entitiesCanBeDeclaredSharedInSettings() {
        var settings = new HashMap<>(
                TenancySettings.of(connections).withShared(Visit.class).asMap());
        settings.put("hibernate.cache.keys_factory", "default");
        Persistence.createEntityManagerFactory("unsafe", settings).close();
    }

    @Test
    void hibernateCanBeBootstrappedByHand() {
        try (SessionFactory factory = build(TenancySettings.of(connections).asMap())) {
            Blog.takeWallsDown(database);
            TenantContext.of("b").run(() -> factory.inTransaction(session -> session.persist(new Author(2, "Bob"))));
            assertThatExceptionOfType(CrossTenantWriteException.class).isThrownBy(() -> TenantContext.of("a")
                    .run(() -> factory.inTransaction(session -> session.remove(new Author(2, "b", "Bob")))));
            TenantContext.of("b")
                    .run(() -> factory.inTransaction(session ->
                            assertThat(session.find(Author.class, 2L)).isNotNull()));
        }
    }

    @Test
    void refusesAResolverThatIsNotOurs() {
        var other = TenancySettings.of(connections).asMap();
        var settings = new HashMap<>(TenancySettings.of(connections).asMap());
        settings.put("hibernate.tenant_identifier_resolver", other.get("hibernate.tenant_identifier_resolver"));
        assertThatExceptionOfType(TenancyConfigurationException.class)
                .isThrownBy(() -> build(settings))
                .withMessageContaining("tenant identifier resolver");
    }

    @Test
    void aFactoryWithoutTheseSettingsIsLeftAlone() {
        var settings = Map.<String, Object>of(
                "hibernate.connection.url", database.jdbcUrl(),
                "hibernate.connection.username", database.app().user(),
                "hibernate.connection.password", database.app().password());
        var registry =
                new StandardServiceRegistryBuilder().applySettings(settings).build();
        try (SessionFactory factory = new MetadataSources(registry)
                .addAnnotatedClass(Visit.class)
                .buildMetadata()
                .buildSessionFactory()) {
            factory.inTransaction(session -> assertThat(
                            session.createNativeQuery("select 1", Integer.class).getSingleResult())
                    .isEqualTo(1));
        }
    }

    private static SessionFactory build(Map<String, Object> settings) {
        return new MetadataSources(new StandardServiceRegistryBuilder()
                        .applySettings(settings)
                        .build())
                .addAnnotatedClass(Author.class)
                .buildMetadata()
                .buildSessionFactory();
    }
}
