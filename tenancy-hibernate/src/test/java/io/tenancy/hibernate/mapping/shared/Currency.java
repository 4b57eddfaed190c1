package io.tenancy.hibernate.mapping.shared;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Currency {

    @Id
    public String code;
}
