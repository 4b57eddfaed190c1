package io.tenancy.benchmarks.wire.owned;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

@Entity
public class Post {

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenant;

    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;
}
