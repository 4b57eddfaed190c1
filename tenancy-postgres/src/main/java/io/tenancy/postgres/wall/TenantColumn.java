package io.tenancy.postgres.wall;

import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.Literal;

/** The column that says whose a row is. Immutable. */
public record TenantColumn(Identifier name, Type type) {

    /** What the column holds. A tenant's id must be written as PostgreSQL would print the value. */
    public enum Type {
        /** {@code text} or {@code varchar}: every id fits. */
        TEXT("") {
            @Override
            boolean fits(String id) {
                return true;
            }
        },
        /** {@code uuid}: only with hyphens; without, PostgreSQL takes a second text for the same value. */
        UUID("::uuid") {
            @Override
            boolean fits(String id) {
                return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            }
        },
        /** {@code bigint}: only without leading zeros and underscores, for the same reason. */
        BIGINT("::bigint") {
            @Override
            boolean fits(String id) {
                return id.matches("0|[1-9][0-9]{0,18}") && (id.length() < 19 || id.compareTo(LARGEST_BIGINT) <= 0);
            }
        };

        private static final String LARGEST_BIGINT = Long.toString(Long.MAX_VALUE);

        private final String cast;

        Type(String cast) {
            this.cast = cast;
        }

        abstract boolean fits(String id);

        String cast() {
            return cast;
        }
    }

    /** @throws IllegalArgumentException if the name breaks the rule of {@link Identifier} */
    public static TenantColumn text(String name) {
        return new TenantColumn(Identifier.of(name), Type.TEXT);
    }

    /** @throws IllegalArgumentException if the name breaks the rule of {@link Identifier} */
    public static TenantColumn uuid(String name) {
        return new TenantColumn(Identifier.of(name), Type.UUID);
    }

    /** @throws IllegalArgumentException if the name breaks the rule of {@link Identifier} */
    public static TenantColumn bigint(String name) {
        return new TenantColumn(Identifier.of(name), Type.BIGINT);
    }

    /** Whether the column can hold the id, and under no second spelling. */
    public boolean fits(TenantId tenant) {
        return type.fits(tenant.value());
    }

    /** @throws UnfitTenantIdException if the column cannot hold the id */
    public void requireFits(TenantId tenant) {
        if (!fits(tenant)) {
            throw new UnfitTenantIdException(tenant, this);
        }
    }

    /**
     * The row belongs to the bound tenant. The sub-select is evaluated once for a statement and not for each row, so
     * that an index on the column serves.
     */
    public String isBound(TenantSetting setting) {
        return name.quoted() + " = (select " + setting.bound(type) + ")";
    }

    /**
     * The row belongs to one tenant for ever.
     *
     * @throws UnfitTenantIdException if the column cannot hold the id
     */
    public String is(TenantId tenant) {
        requireFits(tenant);
        return name.quoted() + " = " + new Literal(tenant.value()).quoted() + type.cast();
    }
}
