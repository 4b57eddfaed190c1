package io.tenancy.hibernate.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.List;
import java.util.stream.LongStream;
import org.hibernate.annotations.TenantId;

/** A row so small that there can be very many. */
@Entity(name = "Droplet")
class Droplet {

    static final String TABLES =
            "create table droplet (tenant_id text not null, id bigint, text text, primary key (tenant_id, id));";

    @Id
    Long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    String text;

    protected Droplet() {}

    Droplet(long id) {
        this.id = id;
        this.text = "drop " + id;
    }

    static List<Droplet> some(long from, int count) {
        return LongStream.range(from, from + count).mapToObj(Droplet::new).toList();
    }
}
