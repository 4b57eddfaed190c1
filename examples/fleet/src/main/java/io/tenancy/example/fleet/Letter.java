package io.tenancy.example.fleet;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** What tenants write, on the record. */
@Entity
@Recorded
public class Letter {

    static final String TABLE =
            """
            create table letter (
                tenant_id text not null, id bigint not null, version int not null, subject text not null,
                primary key (tenant_id, id));
            select tenancy_wall('letter');
            """;

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id", nullable = false)
    @Nullable
    String tenantId;

    @Version
    int version;

    String subject = "";

    protected Letter() {}

    Letter(long id, String subject) {
        this.id = id;
        this.subject = subject;
    }
}
