package io.tenancy.benchmarks.wire.owned;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

@Entity
public class Comment {

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenant;

    String body;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;
}
