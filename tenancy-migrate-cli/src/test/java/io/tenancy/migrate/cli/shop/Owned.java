package io.tenancy.migrate.cli.shop;

import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import org.hibernate.annotations.TenantId;

@MappedSuperclass
abstract class Owned {
    @Id
    @GeneratedValue
    Long id;

    @TenantId
    String tenant_id;
}
