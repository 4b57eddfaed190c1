package io.tenancy.example.publishing.mistakes;

/** What stands between a mistake and another tenant's rows. */
public enum Wall {
    /** Tenancy's own checks in Java: context, status, write guard, statement check. */
    JAVA_GUARD("Java guard"),
    /** The tenant predicate and the tenant id that {@code @TenantId} brings. */
    HIBERNATE("Hibernate filter"),
    /** Policies, rights, checks and keys in the database. */
    POSTGRES("PostgreSQL wall"),
    NONE("NONE");

    private final String label;

    Wall(String label) {
        this.label = label;
    }

    @Override
    public String toString() {
        return label;
    }
}
