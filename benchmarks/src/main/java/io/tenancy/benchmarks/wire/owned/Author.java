package io.tenancy.benchmarks.wire.owned;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
public class Author {

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenant;

    String name;
}
