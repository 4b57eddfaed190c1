package io.tenancy.hibernate.paging;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.TenantId;

/** Something with columns of many types to sort by, some of which may be null. */
@Entity(name = "Parcel")
class Parcel {

    static final String TABLES =
            """
            create table parcel (tenant_id text not null, id bigint not null, shelf int not null, rack int not null, weight int, label text,
              size text, handling int, price numeric(12,4), sent timestamptz, code uuid, parent_id bigint,
              primary key (tenant_id, id));
            create table stamp (tenant_id text not null, id bigint not null, parcel_id bigint not null,
              primary key (tenant_id, id));
            """;

    enum Size {
        SMALL,
        MEDIUM,
        LARGE
    }

    enum Handling {
        NORMAL,
        FRAGILE
    }

    @Id
    long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Column(nullable = false)
    Integer shelf = 0;

    @Column(nullable = false)
    Integer rack = 0;

    Integer weight;

    String label;

    @Enumerated(EnumType.STRING)
    Size size;

    @Enumerated(EnumType.ORDINAL)
    Handling handling;

    BigDecimal price;

    Instant sent;

    UUID code;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "parent_id")
    Parcel parent;

    @OneToMany(mappedBy = "parcel", cascade = CascadeType.PERSIST)
    List<Stamp> stamps = new ArrayList<>();

    protected Parcel() {}

    Parcel(long id) {
        this.id = id;
    }

    // By method: fields of a proxy are empty.
    long id() {
        return id;
    }

    String tenantId() {
        return tenantId;
    }

    @Override
    public String toString() {
        return id + "(" + shelf + " " + weight + " " + label + " " + size + ")";
    }

    @Entity(name = "Stamp")
    static class Stamp {

        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "parcel_id")
        Parcel parcel;

        protected Stamp() {}

        Stamp(long id, Parcel parcel) {
            this.id = id;
            this.parcel = parcel;
        }
    }
}
