/** Flyway over a fleet of tenants. */
module io.tenancy.migrate {
    requires static transitive org.jspecify;
    requires static org.checkerframework.checker.qual;
    requires transitive io.tenancy.postgres;
    requires org.postgresql.jdbc;
    // Names that Java derives from Flyway's files, since it declares none. See docs/decisions/013.
    requires transitive flyway.core;
    requires flyway.database.postgresql;

    exports io.tenancy.migrate;
    exports io.tenancy.migrate.draft;
    exports io.tenancy.migrate.drift;
    exports io.tenancy.migrate.event;
    exports io.tenancy.migrate.history;
    exports io.tenancy.migrate.report;
    exports io.tenancy.migrate.script;
    exports io.tenancy.migrate.target;
    exports io.tenancy.migrate.wave;
}
