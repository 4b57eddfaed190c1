package io.tenancy.migrate.cli.shop;

import io.tenancy.hibernate.mapping.SharedAcrossTenants;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
@SharedAcrossTenants
class Country {
    @Id
    String code;
}
