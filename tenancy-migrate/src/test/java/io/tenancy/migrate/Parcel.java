package io.tenancy.migrate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** What a service keeps while its schemas are migrated. */
@Entity(name = "Parcel")
class Parcel {

    static final String TABLE =
            "create table parcel (tenant_id text not null, id bigint not null, note text, primary key (tenant_id, id))";

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    String note;

    protected Parcel() {}

    Parcel(long id, String note) {
        this.id = id;
        this.note = note;
    }
}
