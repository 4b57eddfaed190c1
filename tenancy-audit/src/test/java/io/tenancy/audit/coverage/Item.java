package io.tenancy.audit.coverage;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What an owner has, and goes with it by a cascade. */
@MappedSuperclass
@org.hibernate.envers.Audited
public abstract class Item {

    @Id
    public long id;

    public String name;
}
