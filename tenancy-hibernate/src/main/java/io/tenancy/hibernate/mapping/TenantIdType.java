package io.tenancy.hibernate.mapping;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.UnfitTenantIdException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/** The Java type of {@code @TenantId} attributes, which is also that of Hibernate's tenant identifier. */
public enum TenantIdType {
    STRING(String.class) {
        @Override
        TenantColumn column(String name) {
            return TenantColumn.text(name);
        }

        @Override
        Object parse(String id) {
            return id;
        }

        /** A colon is in no tenant's id. */
        @Override
        public Object operatorIdentifier(ServerName server) {
            return "operator:" + server + ":" + UUID.randomUUID();
        }
    },
    UUID_VALUE(UUID.class) {
        @Override
        TenantColumn column(String name) {
            return TenantColumn.uuid(name);
        }

        @Override
        Object parse(String id) {
            return UUID.fromString(id);
        }

        @Override
        public Object operatorIdentifier(ServerName server) {
            return UUID.randomUUID();
        }
    },
    LONG(Long.class) {
        @Override
        TenantColumn column(String name) {
            return TenantColumn.bigint(name);
        }

        @Override
        Object parse(String id) {
            return Long.valueOf(id);
        }

        /** No tenant's id is negative. */
        @Override
        public Object operatorIdentifier(ServerName server) {
            return RANDOM.nextLong() | Long.MIN_VALUE;
        }
    };

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Class<?> javaType;

    TenantIdType(Class<?> javaType) {
        this.javaType = javaType;
    }

    abstract TenantColumn column(String name);

    abstract Object parse(String id);

    /** A random identifier that stands for an operator's look across the tenants of a server, never for a tenant. */
    public abstract Object operatorIdentifier(ServerName server);

    static Optional<TenantIdType> find(Class<?> javaType) {
        return Arrays.stream(values()).filter(type -> type.javaType == javaType).findFirst();
    }

    /**
     * The tenant's id as Hibernate's tenant identifier.
     *
     * @param column the name of the tenant column, for the refusal
     * @throws UnfitTenantIdException if this type has no value that is written exactly so
     */
    public Object identifierOf(TenantId tenant, String column) {
        column(column).requireFits(tenant);
        return parse(tenant.value());
    }
}
