package io.tenancy.audit.office;

import jakarta.persistence.Entity;

/** Recorded as the one above it. */
@Entity
public class Treaty extends Paper {

    public int years;

    protected Treaty() {}

    public Treaty(long id, String title, int years) {
        super(id, title);
        this.years = years;
    }
}
