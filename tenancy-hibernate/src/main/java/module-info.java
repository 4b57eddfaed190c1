/** Hibernate for tenants: one SessionFactory for rows, schemas and databases. */
module io.tenancy.hibernate {
    requires static transitive org.jspecify;
    requires transitive io.tenancy.api;
    requires transitive io.tenancy.postgres;
    requires transitive org.hibernate.orm.core;
    requires jakarta.persistence;
}
