package io.tenancy.audit.office.archive;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** The one of its package that is not recorded. */
@Entity
@Recorded(Detail.NOTHING)
public class Scrap {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    protected Scrap() {}

    public Scrap(long id) {
        this.id = id;
    }
}
