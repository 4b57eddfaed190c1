package io.tenancy.hibernate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.TenancySettings;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.NoTenantException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.annotations.TenantId;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A framework may open a session before there is a tenant; nothing runs in it. */
class SessionForNobodyTests {

    @Entity(name = "Sheet")
    static class Sheet {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;
    }

    private static Housing housing;
    private static TenantConnections connections;
    private static SessionFactory factory;

    @BeforeAll
    static void open() {
        housing = Housing.of(
                "create table sheet (tenant_id text not null, id bigint not null, primary key (tenant_id, id))");
        var builder = TenantConnections.builder(housing.tenants);
        housing.servers().forEach(builder::server);
        connections = builder.build();
        var registry = new StandardServiceRegistryBuilder()
                .applySettings(
                        TenancySettings.of(connections).withSessionsForNobody().asMap())
                .build();
        factory = new MetadataSources(registry)
                .addAnnotatedClass(Sheet.class)
                .buildMetadata()
                .buildSessionFactory();
        for (String tenant : new String[] {Housing.ROWS, Housing.OTHER_ROWS}) {
            housing.executeIn(tenant, "insert into sheet values ('" + tenant + "', 1)");
        }
    }

    @AfterAll
    static void close() {
        factory.close();
        connections.close();
        housing.close();
    }

    static Stream<Named<Consumer<Session>>> ways() {
        return Stream.of(
                Named.of("find", session -> session.find(Sheet.class, 1L)),
                Named.of("query", session -> session.createSelectionQuery("from Sheet", Sheet.class)
                        .list()),
                Named.of("native", session -> session.createNativeQuery("select 1", Integer.class)
                        .list()),
                Named.of("bulk", session -> {
                    session.beginTransaction();
                    session.createMutationQuery("delete from Sheet").executeUpdate();
                }),
                Named.of(
                        "work",
                        session -> session.doWork(
                                connection -> connection.createStatement().execute("select 1"))),
                Named.of("flush", session -> {
                    session.beginTransaction();
                    session.persist(new Sheet());
                    session.flush();
                }));
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nothingRunsForNobody(Consumer<Session> way) {
        try (Session session = factory.openSession()) {
            assertThatThrownBy(() -> way.accept(session)).isInstanceOf(NoTenantException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void norInASessionForReading(Consumer<Session> way) {
        try (Session session = factory.withOptions().readOnly(true).openSession()) {
            assertThatThrownBy(() -> way.accept(session)).isInstanceOf(NoTenantException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void bindingATenantLaterChangesNothing(Consumer<Session> way) {
        try (Session session = factory.openSession()) {
            TenantContext.of(Housing.ROWS)
                    .run(() -> assertThatThrownBy(() -> way.accept(session)).isInstanceOf(NoTenantException.class));
        }
    }

    @Test
    void aQueryCanBeLookedAt() {
        try (Session session = factory.openSession()) {
            assertThatThrownBy(() -> session.createSelectionQuery("from Nothing", Object.class))
                    .hasMessageContaining("Nothing");
            session.createSelectionQuery("from Sheet", Sheet.class);
        }
    }

    @Test
    void withATenantAllIsAsEver() {
        for (String tenant : new String[] {Housing.ROWS, Housing.OTHER_ROWS}) {
            TenantContext.of(tenant).run(() -> assertThat(factory.<java.util.List<Sheet>>fromSession(
                            session -> session.createSelectionQuery("from Sheet", Sheet.class)
                                    .list()))
                    .extracting(sheet -> sheet.tenantId)
                    .containsExactly(tenant));
        }
    }
}
