/** PostgreSQL for tenants: connections bound to a tenant, pools per server, walls, schemas. */
@SuppressWarnings("module") // the qualified export names a module that is built later
module io.tenancy.postgres {
    requires static transitive org.jspecify;
    requires static org.checkerframework.checker.qual;
    requires transitive io.tenancy.api;
    requires transitive java.sql;
    requires org.postgresql.jdbc;
    requires com.zaxxer.hikari;
    requires com.github.benmanes.caffeine;
    requires transitive micrometer.core;
    // Names that Java derives from Flyway's files, since it declares none. See docs/decisions/013.
    requires static flyway.core;
    requires static flyway.database.postgresql;

    exports io.tenancy.postgres;
    exports io.tenancy.postgres.admission;
    exports io.tenancy.postgres.binding to
            io.tenancy.audit,
            io.tenancy.hibernate;
    exports io.tenancy.postgres.directory;
    exports io.tenancy.postgres.doctor;
    exports io.tenancy.postgres.metrics;
    exports io.tenancy.postgres.pool;
    exports io.tenancy.postgres.schema;
    exports io.tenancy.postgres.wall;
}
