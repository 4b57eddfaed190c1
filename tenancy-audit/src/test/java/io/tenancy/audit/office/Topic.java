package io.tenancy.audit.office;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** Not recorded. */
@Entity
public class Topic {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String name;

    protected Topic() {}

    public Topic(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
