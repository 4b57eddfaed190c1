package io.tenancy.spring.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.TenancyException;
import io.tenancy.spring.Shop;
import io.tenancy.spring.audit.TenancyAuditAutoConfiguration;
import io.tenancy.testkit.probe.witness.Ownership;
import io.tenancy.testkit.probe.witness.Place;
import io.tenancy.testkit.probe.witness.Testimony;
import io.tenancy.testkit.probe.witness.Witness;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.hibernate.UnresolvableObjectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import shop.Customer;
import shop.Customers;
import shop.Product;
import shop.Products;
import shop.Purchases;
import shop.Till;

/**
 * Every way of Spring Data, JDBC and tasks to another tenant's rows, in each placement and both directions, by an
 * application that knows nothing of tenants. The witness of the testkit sees past all walls what was touched.
 */
class ProbeTests {

    /** All tables have the column; which rows hang on which needs no telling. */
    private static final List<Ownership> BY_COLUMN =
            List.of(new Ownership("customer", List.of("id"), "customer", List.of("id"), "tenant_id"));

    /** No right, no parent, another tenant than the check names. */
    private static final Set<String> WALL_STATES = Set.of("42501", "23503", "23514");

    private static final List<Class<? extends Throwable>> NO_SUCH_ROW = List.of(
            StaleStateException.class,
            OptimisticLockException.class,
            EntityNotFoundException.class,
            UnresolvableObjectException.class);

    private record Hit(long seen, @Nullable Throwable failure, List<String> damage, boolean ownChanged) {}

    private static final List<String> TABLES =
            List.of("customer", "category", "product", "product_categories", "purchase", "purchase_line");
    private static final Map<String, Target> TARGETS = new HashMap<>();
    private static final Map<String, Place> PLACES = new HashMap<>();
    private static final Map<String, Witness> WITNESSES = new HashMap<>();
    private static final Map<String, Testimony> UNTOUCHED = new HashMap<>();
    private static Shop shop;

    @BeforeAll
    static void open() throws Exception {
        Shop.clear();
        // What it writes, on a thread of its own, the witness would take for the probe's.
        shop = Shop.aloneWith("spring.autoconfigure.exclude=" + TenancyAuditAutoConfiguration.class.getName());
        List<String> tenants = Housing.placements()
                .flatMap(tenant -> Stream.of(tenant, Housing.other(tenant)))
                .toList();
        for (String tenant : tenants) {
            TARGETS.put(tenant, as(tenant, () -> seed(tenant)));
        }
        for (String tenant : tenants) {
            PLACES.put(
                    tenant,
                    Place.open(
                            () -> shop.housing.databaseOf(tenant).connectAsSuperuser(),
                            tenant.startsWith("schema")
                                    ? Housing.schemaOf(tenant).value()
                                    : "app"));
        }
        for (String tenant : tenants) {
            WITNESSES.put(
                    tenant, new Witness(tenant, PLACES.get(tenant), PLACES.get(Housing.other(tenant)), BY_COLUMN));
        }
    }

    @AfterAll
    static void close() throws SQLException {
        for (Place place : PLACES.values()) {
            place.close();
        }
        shop.close();
        Shop.clear();
    }

    private static Target seed(String tenant) {
        var purchase = shop.bean(Till.class).sell("Ann of " + tenant, "ann@example.org", "pear of " + tenant, 3);
        var customers = shop.bean(Customers.class);
        var loner = customers.save(new Customer("Bob of " + tenant, Target.LONERS_EMAIL));
        loner.setName("taken over");
        Product product =
                shop.bean(Products.class).findByCategoriesName("fruit").get(0);
        return new Target(
                tenant,
                loner.getId(),
                loner,
                customers.findByEmail("ann@example.org").orElseThrow().getId(),
                product.getId(),
                product.getCategories().iterator().next().getId(),
                shop.bean(Purchases.class).findById(purchase).orElseThrow().getId());
    }

    private static <R> R as(String tenant, Callable<R> work) throws Exception {
        try (var scope = TenantContext.of(tenant).enter()) {
            return work.call();
        }
    }

    static Stream<Arguments> probesAndPlacements() {
        return probes().flatMap(probe -> Housing.placements().map(tenant -> Arguments.of(probe, tenant)));
    }

    private static Stream<Probe> probes() {
        var reading = new ReadingProbes(shop);
        var writing = new WritingProbes(shop);
        return Stream.of(
                        reading.repositories(),
                        reading.associations(),
                        reading.others(),
                        writing.repositories(),
                        writing.associations(),
                        writing.plainSql())
                .flatMap(List::stream);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("probesAndPlacements")
    void reachesOwnRowsAndNoForeignOnes(Probe probe, String tenant) throws Exception {
        assertIsolated(probe, tenant);
        assertIsolated(probe, Housing.other(tenant));
    }

    /** What shows that the probes can fail. */
    @Test
    void seesThatAlmostAllCrossWhereTheWallIsDown() throws Exception {
        TABLES.forEach(
                table -> shop.housing.executeIn(Housing.ROWS, "alter table " + table + " disable row level security"));
        try {
            var crossing = new ArrayList<String>();
            for (Probe probe : probes().toList()) {
                Hit attack = fire(probe, Housing.ROWS, TARGETS.get(Housing.OTHER_ROWS));
                if (attack.seen() > 0 || !attack.damage().isEmpty()) {
                    crossing.add(probe.name());
                }
            }
            assertThat(crossing)
                    .contains("findById", "@Query", "many-to-many by id", "@Async repository", "JdbcClient, all")
                    .contains(
                            "save", "saveAll", "deleteById", "native @Modifying update", "cascade from a foreign owner")
                    .hasSizeGreaterThan(50);
        } finally {
            TABLES.forEach(table ->
                    shop.housing.executeIn(Housing.ROWS, "alter table " + table + " enable row level security"));
        }
    }

    private static void assertIsolated(Probe probe, String own) throws Exception {
        Hit control = fire(probe, own, TARGETS.get(own));
        assertThat(control.failure()).as("at an own row").isNull();
        assertThat(control.damage()).as("with an own row, foreign rows touched").isEmpty();
        assertThat(probe.writes() ? control.ownChanged() : control.seen() > 0)
                .as("reaches an own row")
                .isTrue();

        Hit attack = fire(probe, own, TARGETS.get(Housing.other(own)));
        assertThat(attack.damage()).as("foreign rows touched").isEmpty();
        assertThat(attack.seen()).as("foreign rows seen").isZero();
        if (attack.failure() != null) {
            assertThat(attack.failure()).matches(ProbeTests::isOfAWall, "failed at a wall");
        }
    }

    private static Hit fire(Probe probe, String own, Target target) throws Exception {
        Witness witness = WITNESSES.get(own);
        Testimony before = UNTOUCHED.containsKey(own) ? UNTOUCHED.get(own) : witness.testify();
        long seen = 0;
        Throwable failure = null;
        try {
            seen = as(own, () -> probe.way().reach(target));
        } catch (Exception e) {
            failure = e;
        }
        Testimony after = witness.testify();
        if (after.equals(before)) {
            UNTOUCHED.put(own, after);
        } else {
            witness.repair(before, after);
            // Rows that were put back are new versions, to whoever looks at them.
            UNTOUCHED.clear();
        }
        return new Hit(seen, failure, witness.damage(before, after), witness.ownRowsChanged(before, after));
    }

    private static boolean isOfAWall(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TenancyException
                    || isNoSuchRow(cause)
                    || cause instanceof SQLException sql && WALL_STATES.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNoSuchRow(Throwable cause) {
        return NO_SUCH_ROW.stream().anyMatch(type -> type.isInstance(cause));
    }
}
