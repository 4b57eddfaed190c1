package io.tenancy.audit.office.store;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** In a crate, and gone with it: the database sees to that. */
@Entity
@Recorded(by = CapturedBy.TRIGGER)
public class Bottle {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Column(name = "crate_id")
    public long crateId;

    public String label;

    protected Bottle() {}

    public Bottle(long id, long crateId, String label) {
        this.id = id;
        this.crateId = crateId;
        this.label = label;
    }
}
