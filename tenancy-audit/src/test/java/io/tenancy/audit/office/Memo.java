package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import io.tenancy.hibernate.softdelete.Deletion;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** Deleted softly. */
@Entity
@Recorded
public class Memo {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String body;

    @Embedded
    Deletion deletion;

    protected Memo() {}

    public Memo(long id, String body) {
        this.id = id;
        this.body = body;
    }
}
