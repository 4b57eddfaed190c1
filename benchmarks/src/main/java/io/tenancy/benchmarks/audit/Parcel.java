package io.tenancy.benchmarks.audit;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** A row with ten columns of the usual types, whoever keeps its trail. */
@MappedSuperclass
@org.hibernate.envers.Audited
public abstract class Parcel {

    static final String COLUMNS =
            """
            id bigint not null, customer text not null, note text, amount int not null, price numeric(12, 2) not null,
            created timestamptz not null, done boolean not null, mark uuid not null, place text, weight double precision
            """;

    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Id
    Long id;

    String customer;

    String note;

    Integer amount;

    BigDecimal price;

    Instant created;

    Boolean done;

    UUID mark;

    String place;

    Double weight;

    Parcel fill(long number) {
        id = number;
        customer = "customer " + number % 1000;
        note = "left with a neighbour, second door on the right, number " + number;
        amount = (int) (number % 100);
        price = BigDecimal.valueOf(number, 2);
        created = BEGIN.plusSeconds(number);
        done = number % 2 == 0;
        mark = new UUID(number * 0x9E3779B97F4A7C15L, number);
        place = "shelf " + number % 17;
        weight = number / 8.0;
        return this;
    }

    /** Three of the columns, never to what they were. */
    void change() {
        amount++;
        done = !done;
        place = "shelf " + amount;
    }
}
