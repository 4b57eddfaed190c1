package io.tenancy.testkit.probe.library;

import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;

@MappedSuperclass
public abstract class TenantOwned {

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;
}
