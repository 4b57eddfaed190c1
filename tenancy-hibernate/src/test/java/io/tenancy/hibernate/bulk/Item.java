package io.tenancy.hibernate.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.TenantId;

/** A row of one table with a column of every usual type. */
@Entity(name = "Item")
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
class Item {

    static final String TABLES =
            """
            create table item (
              tenant_id text not null, id bigint not null, name text, "Order" int, size smallint, price numeric(12, 3),
              weight double precision, sold boolean, mark uuid, kind varchar(20), rank char(3), picture bytea,
              made timestamptz, wall timestamp, day date, hour time, zoned timestamptz, lasting numeric(21), doc jsonb,
              tags text[], numbers int[], width int, height int, part_of bigint,
              created timestamptz not null, version int not null,
              primary key (tenant_id, id), foreign key (tenant_id, part_of) references item);
            create index item_part on item (tenant_id, part_of);
            """;

    enum Kind {
        SMALL,
        LARGE
    }

    @Embeddable
    record Extent(Integer width, Integer height) {}

    @Id
    Long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    String name;

    @Column(name = "\"Order\"")
    Integer order;

    Short size;

    BigDecimal price;

    Double weight;

    Boolean sold;

    UUID mark;

    @Enumerated(EnumType.STRING)
    Kind kind;

    @Column(columnDefinition = "char(3)")
    String rank;

    byte[] picture;

    Instant made;

    LocalDateTime wall;

    LocalDate day;

    LocalTime hour;

    OffsetDateTime zoned;

    Duration lasting;

    @ColumnTransformer(read = "doc::text", write = "cast(? as jsonb)")
    String doc;

    String[] tags;

    int[] numbers;

    @Embedded
    Extent extent;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "part_of")
    Item partOf;

    @CreationTimestamp
    @Column(nullable = false, updatable = false)
    Instant created;

    @Version
    int version;

    protected Item() {}

    Item(long id, String name) {
        this.id = id;
        this.name = name;
    }

    String name() {
        return name;
    }

    /** Rows with what may go wrong on the way, and rows with nothing. */
    static List<Item> odd(int count) {
        String[] names = {"", "NULL", "\\N", "\\", "a\tb\nc\rd", "{\"x\",'y'}", "Straße 🦉 \u0001", " spaces "};
        return Stream.iterate(0, i -> i < count, i -> i + 1)
                .map(i -> i % 5 == 4 ? new Item(i, null) : full(new Item(i, names[i % names.length]), i))
                .toList();
    }

    private static Item full(Item item, int i) {
        item.order = -i;
        item.size = (short) i;
        item.price = new BigDecimal(i).movePointLeft(3);
        item.weight = i % 2 == 0 ? Double.NEGATIVE_INFINITY : i / 7.0;
        item.sold = i % 2 == 0;
        item.mark = new UUID(i, ~i);
        item.kind = Kind.values()[i % 2];
        item.rank = "a" + i % 10;
        item.picture = new byte[] {0, -1, (byte) i, '\\'};
        item.made = Instant.parse("2026-01-01T00:00:00.123456Z").plusSeconds(i);
        item.wall = LocalDateTime.of(2026, 3, 29, 2, 30);
        item.day = LocalDate.of(i % 2 == 0 ? 12026 : -43, 3, 15);
        item.hour = LocalTime.of(23, 59, 59, 999_999_000);
        item.zoned = OffsetDateTime.of(2026, 7, 1, 0, 0, 0, 0, ZoneOffset.ofHoursMinutes(5, 30));
        item.lasting = Duration.ofSeconds(i);
        item.doc = "{\"a\": \"b\\\\c\\\"\\n\"}";
        item.tags = new String[] {"x,y", "\"", null, "NULL"};
        item.numbers = new int[] {1, -i};
        item.extent = new Extent(i, null);
        return item;
    }

    /** All values, comparable. */
    List<Object> values() {
        return Arrays.asList(
                id,
                name,
                order,
                size,
                price == null ? null : price.setScale(3),
                weight,
                sold,
                mark,
                kind,
                rank == null ? null : rank.trim(),
                Arrays.toString(picture),
                made,
                wall,
                day,
                hour,
                zoned == null ? null : zoned.toInstant(),
                lasting,
                doc,
                Arrays.toString(tags),
                Arrays.toString(numbers),
                extent,
                partOf == null ? null : partOf.id);
    }
}
