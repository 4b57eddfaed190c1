package io.tenancy.docs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.util.UUID;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.annotations.UuidGenerator.Style;

@Entity
public class Invoice {

    @Id
    @UuidGenerator(style = Style.VERSION_7)
    private UUID id;

    @TenantId
    @Column(name = "tenant_id", nullable = false)
    private String tenantId;

    private String number;

    protected Invoice() {}

    public Invoice(String number) {
        this.number = number;
    }

    public String getNumber() {
        return number;
    }
}
