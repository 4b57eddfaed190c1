package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

@Entity
@Recorded
public class Letter {

    public enum Manner {
        POST,
        COURIER
    }

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    public String subject;

    @Enumerated(EnumType.STRING)
    public Manner manner;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "client_id")
    public Client client;

    protected Letter() {}

    public Letter(long id, String subject) {
        this.id = id;
        this.subject = subject;
    }
}
