package io.tenancy.audit.coverage;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;

/** What the database deletes with its owner. */
@MappedSuperclass
@org.hibernate.envers.Audited
public abstract class Leaf {

    @Id
    public long id;

    public String name;

    abstract void under(Owner owner);
}
