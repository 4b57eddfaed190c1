package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
@Recorded
public class Letter {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String subject;

    protected Letter() {}

    public Letter(long id, String subject) {
        this.id = id;
        this.subject = subject;
    }
}
