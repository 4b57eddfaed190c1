package io.tenancy.hibernate.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.blog.Blog;
import io.tenancy.hibernate.blog.BlogWalls;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.UnfitTenantIdException;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.junit.jupiter.api.Test;

/** Tenants that are identified by a UUID, in Java and in the database. */
class UuidTenantTests {

    private static final String ACME = "0b5c1c0e-4a38-4f1c-9a77-6d1d5f0b8a11";
    private static final String GLOBEX = "7f0f3f7a-51c6-4a7e-8e0d-0c1b2a3d4e5f";

    @Entity(name = "Ledger")
    static class Ledger {
        @Id
        long id;

        @TenantId
        UUID owner;

        protected Ledger() {}

        Ledger(long id) {
            this.id = id;
        }
    }

    @Test
    void rowsAreStampedWithTheUuidAndOtherIdsRefused() {
        var tenants = InMemoryTenants.of(
                Tenant.active(ACME, Placement.sharedRows("main")),
                Tenant.active(GLOBEX, Placement.sharedRows("main")),
                Tenant.active("initech", Placement.sharedRows("main")));
        try (var database = Blog.createDatabase(TenantColumn.uuid("owner"), BlogWalls::rows);
                var tenancy = HibernateTenancy.builder(tenants)
                        .server(Blog.server("main", database))
                        .entities(Ledger.class)
                        .build()) {
            Blog.takeWallsDown(database);
            TenantContext.of(ACME).run(() -> tenancy.inTransaction(session -> session.persist(new Ledger(1))));
            TenantContext.of(GLOBEX).run(() -> tenancy.inTransaction(session -> session.persist(new Ledger(2))));
            TenantContext.of(ACME)
                    .run(() -> tenancy.inTransaction(session -> {
                        assertThat(session.find(Ledger.class, 1L).owner).isEqualTo(UUID.fromString(ACME));
                        assertThat(session.find(Ledger.class, 2L)).isNull();
                    }));
            assertThatExceptionOfType(UnfitTenantIdException.class)
                    .isThrownBy(() -> TenantContext.of("initech").run(() -> tenancy.inTransaction(session -> {})))
                    .withMessageContaining("'owner' is uuid");
        }
    }
}
