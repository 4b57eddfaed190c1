package io.tenancy.hibernate.blog;

import io.tenancy.hibernate.mapping.SharedAcrossTenants;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity(name = "Country")
@SharedAcrossTenants
public class Country {

    @Id
    public String code;

    protected Country() {}

    public Country(String code) {
        this.code = code;
    }
}
