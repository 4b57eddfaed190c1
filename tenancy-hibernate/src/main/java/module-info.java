/** Hibernate for tenants: one SessionFactory for rows, schemas and databases. */
@SuppressWarnings("module") // the audit trail is built after this module
module io.tenancy.hibernate {
    requires static transitive org.jspecify;
    requires static org.checkerframework.checker.qual;
    requires transitive io.tenancy.api;
    requires transitive io.tenancy.postgres;
    requires transitive org.hibernate.orm.core;
    requires com.github.benmanes.caffeine;
    requires transitive micrometer.observation;
    requires transitive jakarta.data;
    requires transitive jakarta.persistence;
    // To cancel statements, and for COPY.
    requires org.postgresql.jdbc;

    exports io.tenancy.hibernate;
    exports io.tenancy.hibernate.async;
    exports io.tenancy.hibernate.bulk;
    exports io.tenancy.hibernate.draft;
    exports io.tenancy.hibernate.fetch;
    exports io.tenancy.hibernate.mapping;
    // The audit trail asks whose a session is and what its statements are for, and reads past the cache.
    exports io.tenancy.hibernate.cache to
            io.tenancy.audit;
    exports io.tenancy.hibernate.routing to
            io.tenancy.audit;
    exports io.tenancy.hibernate.operation to
            io.tenancy.audit;
    exports io.tenancy.hibernate.transaction;
    exports io.tenancy.hibernate.paging;
    exports io.tenancy.hibernate.repository;
    exports io.tenancy.hibernate.softdelete;
    // Hibernate makes the optimizer by name.
    exports io.tenancy.hibernate.id to
            org.hibernate.orm.core;

    provides org.hibernate.engine.extension.spi.ExtensionIntegration with
            io.tenancy.hibernate.routing.SessionAdmission,
            io.tenancy.hibernate.fetch.FetchAdmission,
            io.tenancy.hibernate.operation.OperationsOfSessions,
            io.tenancy.hibernate.softdelete.VisibilityOfSessions,
            io.tenancy.hibernate.transaction.AttemptOfSessions;
    provides org.hibernate.integrator.spi.Integrator with
            io.tenancy.hibernate.integration.TenancyIntegrator;
    provides org.hibernate.service.spi.ServiceContributor with
            io.tenancy.hibernate.softdelete.SoftDeletePersisters;
}
