package io.tenancy.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.TenantMismatchException;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.domain.PageRequest;
import shop.Customer;
import shop.Customers;
import shop.Products;
import shop.Purchases;
import shop.Till;

/** An application of Spring Data JPA, as it is written for one customer. */
class UnknowingApplicationTests {

    private static Shop shop;
    private static Till till;
    private static Customers customers;

    @BeforeAll
    static void open() {
        shop = Shop.alone();
        till = shop.bean(Till.class);
        customers = shop.bean(Customers.class);
        Housing.placements().forEach(tenant -> {
            sell(tenant);
            sell(Housing.other(tenant));
        });
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static List<String> placements() {
        return Housing.placements().toList();
    }

    private static void sell(String tenant) {
        as(tenant, () -> till.sell("Ann of " + tenant, "ann@example.org", "pear of " + tenant, 3));
    }

    private static <R> R as(String tenant, Supplier<R> work) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return work.get();
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void readsItsOwnAlone(String tenant) {
        String own = "Ann of " + tenant;
        as(tenant, () -> {
            assertThat(customers.findAll()).extracting(Customer::getName).containsExactly(own);
            assertThat(customers.findByEmail("ann@example.org").orElseThrow().getName())
                    .isEqualTo(own);
            assertThat(customers.search("ann")).extracting(Customer::getName).containsExactly(own);
            assertThat(customers.allByNativeSql()).extracting(Customer::getName).containsExactly(own);
            var page = customers.findByNameStartingWith("Ann", PageRequest.of(0, 1));
            assertThat(page.getTotalElements()).isOne();
            assertThat(page.getContent()).extracting(Customer::getName).containsExactly(own);
            assertThat(shop.bean(Products.class).findByCategoriesName("fruit"))
                    .isNotEmpty()
                    .allSatisfy(product -> assertThat(product.getName()).endsWith("of " + tenant));
            assertThat(shop.bean(Purchases.class).countByCustomerEmail("ann@example.org"))
                    .isPositive();
            assertThat(till.customersByJdbc()).isOne();
            assertThat(till.customersElsewhere().join()).isOne();
            return null;
        });
    }

    @ParameterizedTest
    @MethodSource("placements")
    void doesNotReachTheOther(String tenant) {
        UUID foreign = as(
                Housing.other(tenant),
                () -> customers.findByEmail("ann@example.org").orElseThrow().getId());
        as(tenant, () -> {
            assertThat(customers.findById(foreign)).isEmpty();
            assertThat(customers.existsById(foreign)).isFalse();
            customers.deleteById(foreign);
            customers.deleteAllByIdInBatch(List.of(foreign));
            return null;
        });
        as(Housing.other(tenant), () -> assertThat(customers.findById(foreign)).isPresent());
    }

    @ParameterizedTest
    @MethodSource("placements")
    void doesNotOverwriteTheOther(String tenant) {
        Customer foreign = as(
                Housing.other(tenant),
                () -> customers.findByEmail("ann@example.org").orElseThrow());
        foreign.setName("taken over");
        assertThatThrownBy(() -> as(tenant, () -> customers.saveAll(List.of(foreign))))
                .isInstanceOf(Exception.class);
        assertThat(as(
                        Housing.other(tenant),
                        () -> customers.findById(foreign.getId()).orElseThrow().getName()))
                .isEqualTo("Ann of " + Housing.other(tenant));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void plainSqlIsPartOfTheTransaction(String tenant) {
        as(tenant, () -> {
            assertThat(till.customersWithOneMore("Bob", "bob@example.org")).isEqualTo(2);
            return customers.findByEmail("bob@example.org").map(bob -> {
                customers.deleteById(bob.getId());
                return bob;
            });
        });
        as(Housing.other(tenant), () -> assertThat(till.customersByJdbc()).isOne());
    }

    @Test
    void refusesToRunForNobody() {
        assertThatThrownBy(() -> customers.count()).hasRootCauseInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> till.customersByJdbc()).isInstanceOf(NoTenantException.class);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void refusesAnotherTenantInsideATransaction(String tenant) {
        assertThatThrownBy(() -> as(tenant, () -> {
                    till.inTransaction(() -> as(Housing.other(tenant), till::customersInTransaction));
                    return null;
                }))
                .hasStackTraceContaining(TenantMismatchException.class.getName());
    }

    @ParameterizedTest
    @MethodSource("placements")
    void givesAnotherTenantATransactionOfItsOwn(String tenant) {
        as(tenant, () -> {
            till.inTransaction(() -> assertThat(as(Housing.other(tenant), till::customersInNewTransaction))
                    .isOne());
            return null;
        });
    }

    @Test
    void handsTheTenantToTasks() {
        assertThat(as(Housing.ROWS, () -> till.customersElsewhere().join())).isOne();
        assertThatThrownBy(() -> till.customersElsewhere().join()).hasRootCauseInstanceOf(NoTenantException.class);
    }
}
