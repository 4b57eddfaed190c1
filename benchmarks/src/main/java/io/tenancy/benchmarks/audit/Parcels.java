package io.tenancy.benchmarks.audit;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** The same entity, marked by each contender in its own way. */
final class Parcels {

    private Parcels() {}

    @Entity(name = "Parcel")
    public static class Plain extends Parcel {}

    @Entity(name = "Parcel")
    @org.hibernate.envers.Audited
    public static class OfEnvers extends Parcel {}

    @Entity(name = "Parcel")
    @org.hibernate.annotations.Audited
    public static class OfCore extends Parcel {}

    @Entity(name = "Parcel")
    @Table(name = "unrecorded")
    public static class OfTenant extends Parcel {
        @TenantId
        @Column(name = "tenant_id")
        @Nullable
        String tenantId;
    }

    @Entity(name = "Parcel")
    @Recorded
    public static class OnTrail extends Parcel {
        @TenantId
        @Column(name = "tenant_id")
        @Nullable
        String tenantId;
    }
}
