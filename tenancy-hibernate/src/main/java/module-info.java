/** Hibernate for tenants: one SessionFactory for rows, schemas and databases. */
module io.tenancy.hibernate {
    requires static transitive org.jspecify;
    requires transitive io.tenancy.api;
    requires transitive io.tenancy.postgres;
    requires transitive org.hibernate.orm.core;
    requires com.github.benmanes.caffeine;
    requires jakarta.persistence;

    exports io.tenancy.hibernate;
    exports io.tenancy.hibernate.mapping;
    // Hibernate makes the optimizer by name.
    exports io.tenancy.hibernate.id to
            org.hibernate.orm.core;

    provides org.hibernate.engine.extension.spi.ExtensionIntegration with
            io.tenancy.hibernate.routing.SessionAdmission;
    provides org.hibernate.integrator.spi.Integrator with
            io.tenancy.hibernate.integration.TenancyIntegrator;
}
