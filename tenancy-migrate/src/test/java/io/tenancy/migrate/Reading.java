package io.tenancy.migrate;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import org.hibernate.annotations.TenantId;

/** Three columns that say the same, whatever type they have, so that one that went wrong shows. */
@Entity(name = "Reading")
class Reading {

    static final String TABLE =
            """
            create table reading (tenant_id text not null, id bigint not null, version int not null,
              amount int not null, label varchar(40) not null, price int not null, primary key (tenant_id, id));
            """;

    static final String CHANGE =
            """
            alter table reading alter amount type bigint;
            alter table reading alter label type text;
            alter table reading alter price type numeric(30, 2) using (price::numeric * 1.00);
            """;

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Version
    int version;

    long amount;
    String label;
    BigDecimal price;

    protected Reading() {}

    Reading(long id) {
        this.id = id;
        set(0);
    }

    void set(long next) {
        amount = next;
        label = "is " + next;
        price = BigDecimal.valueOf(next);
    }

    boolean isWhole() {
        return label.equals("is " + amount) && price.compareTo(BigDecimal.valueOf(amount)) == 0;
    }
}
