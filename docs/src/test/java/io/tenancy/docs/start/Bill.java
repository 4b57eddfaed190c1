package io.tenancy.docs.start;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

@Entity
class Bill {

    @Id
    @GeneratedValue
    private Long id;

    @TenantId
    @Column(name = "tenant_id", nullable = false)
    private String tenantId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    private Customer customer;

    private long cents;

    protected Bill() {}

    Bill(Customer customer, long cents) {
        this.customer = customer;
        this.cents = cents;
    }
}
