package io.tenancy.example.cookbook.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;

/** The one thing that a tenant adds to an entity. Hibernate fills it in; no code ever sets it. */
@MappedSuperclass
public abstract class Owned {

    @TenantId
    @Column(name = "tenant_id", updatable = false, nullable = false)
    private String tenantId;
}
