package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.annotations.TenantId;

@Entity
@Recorded
@Inheritance(strategy = InheritanceType.JOINED)
public class Paper {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String title;

    protected Paper() {}

    public Paper(long id, String title) {
        this.id = id;
        this.title = title;
    }
}
