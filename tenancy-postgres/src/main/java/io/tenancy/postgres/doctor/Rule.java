package io.tenancy.postgres.doctor;

import java.util.Locale;

/** What the doctor looks for. Each rule has a section in {@code docs/doctor.md}: why it matters, what repairs it. */
public enum Rule {
    /** The server is older than the oldest version, or minor version, that keeps rows apart. */
    SERVER_TOO_OLD(Severity.GAP),
    /** The driver or its options break the binding. */
    DRIVER_UNSAFE(Severity.GAP),
    /** One of the three roles does not exist. */
    ROLE_MISSING(Severity.GAP),
    /** The application's role is a superuser or has an attribute that leads round the walls. */
    APP_BYPASSES_WALLS(Severity.GAP),
    /** The application's role can become a role that stands outside the walls. */
    APP_IS_MEMBER(Severity.GAP),
    /** The application's role, or one that it can become, owns a table, a schema or the database. */
    APP_OWNS(Severity.GAP),
    /** Everybody may create temporary tables, which shadow those of the next tenant. */
    TEMP_GRANTED(Severity.GAP),
    /** The application may create objects in a schema, or schemas. */
    CREATE_GRANTED(Severity.GAP),
    /** The application has a right on a tenant's table that no policy is asked about, such as TRUNCATE. */
    TRUNCATE_GRANTED(Severity.GAP),
    /** What is made later will be open to the application before its wall is there. */
    DEFAULT_PRIVILEGES(Severity.GAP),
    /** Everybody may connect to the database of one tenant. */
    DATABASE_OPEN(Severity.GAP),
    /** A schema without any tenant table: the walls would be praised for nothing. */
    NO_TENANT_TABLE(Severity.GAP),
    /** A table in {@code public}, where every search path that falls through ends. */
    TENANT_TABLE_IN_PUBLIC(Severity.GAP),
    /** Tables with a tenant column in a schema that nobody asked about and the application can use. */
    UNNAMED_SCHEMA(Severity.GAP),
    /** A table beside the tenants' tables that does not say whose its rows are. */
    TENANT_COLUMN_MISSING(Severity.GAP),
    /** The tenant column has another type than the service was told. */
    TENANT_COLUMN_TYPE(Severity.GAP),
    /** Rows can be nobody's. */
    TENANT_NULLABLE(Severity.GAP),
    /** Row-level security is off. */
    RLS_OFF(Severity.GAP),
    /** Row-level security does not hold the table's owner. */
    RLS_NOT_FORCED(Severity.GAP),
    /** No policy lets the application see its tenant's rows. */
    POLICY_MISSING(Severity.GAP),
    /** The application's policy is not the one of the wall. */
    POLICY_UNEXPECTED(Severity.GAP),
    /** A second permissive policy holds for the application, which widens the first. */
    POLICY_SECOND(Severity.GAP),
    /** A partition without a wall of its own, on which the application has rights. */
    PARTITION_OPEN(Severity.GAP),
    /** A partition without a wall of its own, which the application cannot reach yet. */
    PARTITION_WITHOUT_WALL(Severity.ADVICE),
    /** A foreign table, for which no policy and no check holds. */
    FOREIGN_TABLE(Severity.GAP),
    /** A column of large objects, which lie outside all tables. */
    LARGE_OBJECT(Severity.GAP),
    /** A foreign key that accepts another tenant's parent. */
    FOREIGN_KEY_WITHOUT_TENANT(Severity.GAP),
    /** A foreign key from a table of no tenant to a tenant's. */
    SHARED_REFERS_TO_TENANT(Severity.GAP),
    /** A foreign key that empties the tenant column when the parent is deleted. */
    SET_NULL_EMPTIES_TENANT(Severity.GAP),
    /** A unique key across tenants. */
    UNIQUE_WITHOUT_TENANT(Severity.GAP),
    /** A unique key that rows keep though they are deleted softly. */
    UNIQUE_COUNTS_DELETED(Severity.ADVICE),
    /** No index leads with the tenant column. */
    INDEX_MISSING(Severity.ADVICE),
    /** An index that row-level security keeps from being used. */
    INDEX_NOT_LEAKPROOF(Severity.ADVICE),
    /** A table of one tenant without the check that names it. */
    TENANT_CHECK_MISSING(Severity.GAP),
    /** The role that alone may use a tenant's schema is missing, or cannot be taken. */
    SCHEMA_ROLE_MISSING(Severity.GAP),
    /** The application reaches a tenant's schema without taking its role. */
    APP_REACHES_SCHEMA(Severity.GAP),
    /** A view that reads with its owner's eyes. */
    VIEW_WITHOUT_INVOKER(Severity.GAP),
    /** A materialized view, which holds rows of all tenants behind no wall. */
    MATERIALIZED_VIEW(Severity.GAP),
    /** A function that works with the rights of a role outside the walls. */
    DEFINER_FUNCTION(Severity.GAP);

    private final Severity severity;

    Rule(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** Stable name, such as {@code rls-not-forced}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where it is explained. */
    public String link() {
        return "docs/doctor.md#" + id();
    }
}
