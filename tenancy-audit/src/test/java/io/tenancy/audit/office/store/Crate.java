package io.tenancy.audit.office.store;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Entity;

@Entity
@Recorded(by = CapturedBy.TRIGGER)
public class Crate extends Goods {

    protected Crate() {}

    public Crate(long id, String name) {
        this.id = id;
        this.name = name;
    }
}
