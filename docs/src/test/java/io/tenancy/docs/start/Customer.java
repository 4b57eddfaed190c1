package io.tenancy.docs.start;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import org.hibernate.annotations.TenantId;

@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "customer_name", columnNames = "name"))
class Customer {

    @Id
    @GeneratedValue
    private Long id;

    @TenantId
    @Column(name = "tenant_id", nullable = false)
    private String tenantId;

    @Column(nullable = false)
    private String name;

    protected Customer() {}

    Customer(String name) {
        this.name = name;
    }
}
