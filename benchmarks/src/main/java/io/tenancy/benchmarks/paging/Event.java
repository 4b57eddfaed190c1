package io.tenancy.benchmarks.paging;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

/** One of very many rows of one tenant, in shared rows. */
@Entity(name = "Event")
public class Event {

    @Id
    Long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Column(nullable = false)
    Instant created;

    String status;

    Integer amount;

    String note;

    protected Event() {}

    Long id() {
        return id;
    }

    /** Two events have the same time, every {@code share}th is open, and each has an amount, which no index knows. */
    static String tables(String tenant, int rows, int share) {
        return """
                create table event (
                  tenant_id text not null, id bigint not null, created timestamptz not null, status text not null,
                  amount int not null, note text);
                insert into event
                select '%1$s', i, timestamptz '2026-01-01Z' + (i::bigint * 7919 %% %2$d) / 2 * interval '1 s',
                       case when i %% %3$d = 0 then 'open' else 'done' end, i %% 1000 + 1, repeat('x', 60)
                  from generate_series(1, %2$d) i;
                alter table event add primary key (tenant_id, id);
                create index event_created on event (tenant_id, created, id);
                create index event_status on event (tenant_id, status);
                """
                .formatted(tenant, rows, share);
    }
}
