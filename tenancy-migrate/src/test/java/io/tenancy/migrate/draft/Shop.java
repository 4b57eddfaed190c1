package io.tenancy.migrate.draft;

import io.tenancy.hibernate.mapping.SharedAcrossTenants;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.OnDelete;
import org.hibernate.annotations.OnDeleteAction;
import org.hibernate.annotations.TenantId;

/** A model before and after a change. */
final class Shop {

    private Shop() {}

    /** Before: every kind of table that Hibernate makes. */
    static final List<Class<?>> BEFORE = List.of(Country.class, Customer.class, Product.class, Book.class, Order.class);

    /** After: a customer has an e-mail address and a mentor, and there are vouchers. */
    static final List<Class<?>> AFTER =
            List.of(Country.class, GrownCustomer.class, Product.class, Book.class, GrownOrder.class, Voucher.class);

    @Entity(name = "Country")
    @Table(name = "country")
    @SharedAcrossTenants
    static class Country {
        @Id
        String code;
    }

    @Entity(name = "Customer")
    @Table(name = "customer", indexes = @Index(name = "customer_name", columnList = "name"))
    static class Customer {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant_id;

        @Column(unique = true)
        String name;

        @ManyToOne
        Country country;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.SET_NULL)
        Customer parent;

        @ElementCollection
        Set<String> phones;
    }

    @Entity(name = "Product")
    @Table(name = "product")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Product {
        @Id
        Long id;

        @TenantId
        String tenant_id;
    }

    @Entity(name = "Book")
    @Table(name = "book")
    static class Book extends Product {
        String isbn;
    }

    @Entity(name = "Order")
    @Table(name = "\"order\"")
    static class Order {
        @Id
        Long id;

        @TenantId
        String tenant_id;

        @ManyToOne
        Customer customer;

        @ManyToMany
        Set<Product> products;
    }

    @Entity(name = "Customer")
    @Table(name = "customer", indexes = @Index(name = "customer_name", columnList = "name"))
    static class GrownCustomer {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant_id;

        @Column(unique = true)
        String name;

        String email;

        @ManyToOne
        Country country;

        @ManyToOne
        @OnDelete(action = OnDeleteAction.SET_NULL)
        GrownCustomer parent;

        @ManyToOne
        GrownCustomer mentor;

        @ElementCollection
        Set<String> phones;

        @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
        Set<Voucher> vouchers;
    }

    @Entity(name = "Order")
    @Table(name = "\"order\"")
    static class GrownOrder {
        @Id
        Long id;

        @TenantId
        String tenant_id;

        @ManyToOne
        GrownCustomer customer;

        @ManyToMany
        Set<Product> products;
    }

    @Entity(name = "Voucher")
    @Table(name = "voucher")
    static class Voucher {
        @Id
        @GeneratedValue
        Long id;

        @TenantId
        String tenant_id;

        @ManyToOne
        GrownCustomer owner;
    }
}
