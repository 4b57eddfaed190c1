/** What tests of a tenant-aware service need: PostgreSQL, two tenants, a leak checker, a relay that counts round trips. */
module io.tenancy.testkit {
    requires static transitive org.jspecify;
    requires transitive io.tenancy.api;
    requires transitive java.sql;
    requires transitive org.junit.jupiter.api;
    requires org.postgresql.jdbc;
    requires embedded.postgres;
    requires testcontainers;
    requires com.github.dockerjava.api;

    exports io.tenancy.testkit;
    exports io.tenancy.testkit.leak;
    exports io.tenancy.testkit.postgres;
    exports io.tenancy.testkit.wire;
}
