package io.tenancy.benchmarks.fetch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity(name = "Note")
public class Note {

    static final String TABLE =
            """
            create table note (
              tenant_id text not null, id bigint not null, text text not null, primary key (tenant_id, id));
            insert into note select '%s', i, 'note ' || i from generate_series(1, 100) i;
            """;

    @Id
    Long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    String text;

    protected Note() {}
}
