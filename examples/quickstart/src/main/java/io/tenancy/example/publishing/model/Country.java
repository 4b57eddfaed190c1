package io.tenancy.example.publishing.model;

import io.tenancy.hibernate.mapping.SharedAcrossTenants;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

/** Reference data, the same for every publisher. */
@Entity
@SharedAcrossTenants
@Immutable
@Table(name = "country", schema = "reference")
public class Country {

    @Id
    @Column(name = "code")
    private String code;

    @Column(name = "name")
    private String name;

    protected Country() {}

    public String getCode() {
        return code;
    }

    public String getName() {
        return name;
    }
}
