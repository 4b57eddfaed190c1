package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

/** The database deletes its sheets with it. */
@Entity
@Recorded
public class Binder {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String name;

    protected Binder() {}

    public Binder(long id) {
        this.id = id;
    }

    @Entity(name = "Sheet")
    @Recorded
    public static class Sheet {

        @Id
        public long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        public String name;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "binder_id")
        public Binder binder;

        protected Sheet() {}

        public Sheet(long id, Binder binder) {
            this.id = id;
            this.binder = binder;
        }
    }
}
