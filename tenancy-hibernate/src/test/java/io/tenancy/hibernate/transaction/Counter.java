package io.tenancy.hibernate.transaction;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;

@Entity(name = "Counter")
public class Counter {

    /** {@code amount} may not be negative. */
    public static final String TABLE =
            """
            create table counter (tenant_id text not null, id bigint not null, version integer not null default 0,
                amount bigint not null check (amount >= 0), previous_id bigint, primary key (tenant_id, id),
                foreign key (tenant_id, previous_id) references counter);
            """;

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Version
    int version;

    public long amount;

    @ManyToOne(fetch = FetchType.LAZY)
    public Counter previous;

    protected Counter() {}

    public Counter(long id, long amount) {
        this.id = id;
        this.amount = amount;
    }

    public long amount() {
        return amount;
    }

    public Counter previous() {
        return previous;
    }

    public void add(long more) {
        amount += more;
    }
}
