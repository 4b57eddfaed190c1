/** What tests of a tenant-aware service need: PostgreSQL, tests undone, two tenants, a leak checker, a probe matrix, a relay. */
module io.tenancy.testkit {
    requires static transitive org.jspecify;
    requires transitive io.tenancy.api;
    requires transitive java.sql;
    requires transitive org.junit.jupiter.api;
    // For the probe matrix alone.
    requires static transitive org.hibernate.orm.core;
    requires static transitive jakarta.persistence;
    requires static java.naming; // a SessionFactory is Referenceable
    requires static org.checkerframework.checker.qual;
    requires org.postgresql.jdbc;
    requires org.junit.platform.commons;
    requires embedded.postgres;
    requires testcontainers;
    requires com.github.dockerjava.api;

    exports io.tenancy.testkit;
    exports io.tenancy.testkit.junit;
    exports io.tenancy.testkit.leak;
    exports io.tenancy.testkit.postgres;
    exports io.tenancy.testkit.probe;
    exports io.tenancy.testkit.wire;
}
