package io.tenancy.hibernate.paging;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.paging.Parcel.Handling;
import io.tenancy.hibernate.paging.Parcel.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.hibernate.cfg.JdbcSettings;
import org.hibernate.query.specification.SelectionSpecification;
import org.hibernate.resource.jdbc.spi.StatementInspector;

/** Twelve parcels for each of two tenants in each placement, with nulls and equal values. Ends with the test server. */
final class Parcels {

    static final int ROWS = 12;

    private static final class Shared {
        static final Parcels PARCELS = new Parcels();
    }

    final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    final Housing housing;

    private Parcels() {
        StatementInspector inspector = sql -> {
            statements.add(sql);
            return sql;
        };
        housing = Housing.of(
                Parcel.TABLES,
                builder -> builder.setting(JdbcSettings.STATEMENT_INSPECTOR, inspector),
                Parcel.class,
                Parcel.Stamp.class);
        Housing.placements().forEach(tenant -> {
            store(tenant, 1);
            store(Housing.other(tenant), 101);
        });
    }

    static Parcels shared() {
        return Shared.PARCELS;
    }

    static SelectionSpecification<Parcel> all() {
        return SelectionSpecification.create(Parcel.class);
    }

    private void store(String tenant, long first) {
        housing.as(tenant, session -> LongStream.range(0, ROWS).forEach(i -> {
            var parcel = new Parcel(first + i);
            parcel.shelf = (int) i % 3;
            parcel.label = i % 4 == 0 ? null : i % 2 == 0 ? "B" : "b";
            parcel.size = i % 5 == 0 ? null : Size.values()[(int) i % 3];
            parcel.handling = i % 5 == 1 ? null : Handling.values()[(int) i % 2];
            parcel.price = i % 3 == 0 ? null : new BigDecimal("1.2500").add(BigDecimal.valueOf(i % 2));
            parcel.sent = i % 3 == 1
                    ? null
                    : Instant.parse("2026-01-01T00:00:00.123456Z").plusNanos(1000 * (i % 4));
            parcel.code = i % 3 == 2 ? null : new UUID(i % 2, i % 4);
            parcel.parent = i % 4 == 1 ? null : session.getReference(Parcel.class, first + i % 3);
            parcel.stamps.add(new Parcel.Stamp(first + 2000 + 2 * i, parcel));
            parcel.stamps.add(new Parcel.Stamp(first + 2001 + 2 * i, parcel));
            session.persist(parcel);
        }));
    }
}
