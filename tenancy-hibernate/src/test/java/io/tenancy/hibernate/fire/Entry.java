package io.tenancy.hibernate.fire;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** A row that says who wrote it, beside whose it is. */
@Entity(name = "Entry")
public class Entry {

    static final String TABLE =
            """
            create table entry (tenant_id text not null, id bigint not null, writer text not null,
              primary key (tenant_id, id));
            """;

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    public String tenant;

    public String writer;

    protected Entry() {}

    Entry(long id, String writer) {
        this.id = id;
        this.writer = writer;
    }
}
