package io.tenancy.benchmarks.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A row with ten columns of the usual types. */
@Entity(name = "Shipment")
public class Shipment {

    static final String TABLES =
            """
            create table shipment (
              tenant_id text not null, id bigint not null, customer text not null, note text, amount int not null,
              price numeric(12, 2) not null, created timestamptz not null, done boolean not null, mark uuid not null,
              version int not null, primary key (tenant_id, id));
            """;

    /** The columns in the order of {@link #line}. */
    static final String COLUMNS = "tenant_id, id, customer, note, amount, price, created, done, mark, version";

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Id
    Long id;

    @TenantId
    @Column(name = "tenant_id")
    @Nullable
    String tenantId;

    String customer;

    String note;

    Integer amount;

    BigDecimal price;

    Instant created;

    Boolean done;

    UUID mark;

    @Version
    int version;

    protected Shipment() {}

    private Shipment(long id) {
        this.id = id;
        this.customer = "customer " + id % 1000;
        this.note = "left with a neighbour, second door on the right, number " + id;
        this.amount = (int) (id % 100);
        this.price = BigDecimal.valueOf(id, 2);
        this.created = BEGIN.plusSeconds(id);
        this.done = id % 2 == 0;
        this.mark = new UUID(id * 0x9E3779B97F4A7C15L, id);
    }

    static List<Shipment> some(int count) {
        return LongStream.rangeClosed(1, count).mapToObj(Shipment::new).toList();
    }

    /** A line of COPY, written by hand for exactly these columns, none of which needs escaping. */
    void line(String tenant, StringBuilder to) {
        to.append(tenant)
                .append('\t')
                .append(id)
                .append('\t')
                .append(customer)
                .append('\t')
                .append(note);
        to.append('\t').append(amount).append('\t').append(price).append('\t').append(created);
        to.append('\t').append(done).append('\t').append(mark).append("\t0\n");
    }
}
