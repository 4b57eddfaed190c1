package io.tenancy.migrate.cli.shop;

import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.ManyToOne;
import java.util.Set;

@Entity
class Customer extends Owned {
    @Column(unique = true)
    String fullName;

    @ManyToOne
    Country country;

    @ElementCollection
    Set<String> phones;

    /** Below the class that it belongs to. */
    @Entity(name = "Invoice")
    static class Invoice extends Owned {
        @ManyToOne
        Customer customer;
    }
}
