package io.tenancy.example.cookbook.recipe;

import io.tenancy.context.TenantContext;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.repository.Repository;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.math.BigDecimal;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.annotations.Formula;
import org.hibernate.query.Order;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;

/** Attributes that are computed, restrictions with a name, aggregates, having, and window functions, all in HQL. */
public final class Queries {

    @Entity(name = "Sale")
    static class Sale extends Owned {

        @Id
        Long id;

        String region;

        Integer pieces;

        BigDecimal price;

        /** Computed by PostgreSQL when the row is read; HQL may filter and sort by it. */
        @Formula("pieces * price")
        BigDecimal total;

        protected Sale() {}

        Sale(long id, String region, int pieces, String price) {
            this.id = id;
            this.region = region;
            this.pieces = pieces;
            this.price = new BigDecimal(price);
        }

        /** Computed in Java, from what is loaded. */
        String label() {
            return region + " #" + id;
        }

        // Restrictions are values: named, kept, combined.
        static Restriction<Sale> in(String region) {
            return Restriction.restrict(Sale.class, "region", Range.singleValue(region));
        }

        static Restriction<Sale> ofAtLeast(int pieces) {
            return Restriction.restrict(Sale.class, "pieces", Range.greaterThanOrEqualTo(pieces));
        }
    }

    record Region(String name, long sales, BigDecimal revenue) {}

    record Ranked(Long id, String region, long place) {}

    public static void main(String... args) throws Exception {
        Kitchen.cook(Queries::cook);
    }

    public static void cook(Kitchen kitchen) {
        HibernateTenancy tenancy = kitchen.serve(Sale.class);
        TenantContext.of("globex")
                .run(() -> tenancy.inTransaction(
                        session -> session.persist(new Sale(9, "north", 1_000, "1000.00")))); // is in no figure below
        TenantContext.of("acme")
                .run(() -> tenancy.inTransaction(session -> {
                    List.of(
                                    new Sale(1, "north", 2, "10.00"),
                                    new Sale(2, "north", 5, "10.00"),
                                    new Sale(3, "south", 1, "15.00"),
                                    new Sale(4, "south", 1, "25.00"),
                                    new Sale(5, "west", 1, "5.00"))
                            .forEach(session::persist);
                }));
        TenantContext.of("acme")
                .run(() -> tenancy.inTransaction(session -> {
                    computed(kitchen, session);
                    restricted(kitchen, session);
                    grouped(kitchen, session);
                    ranked(kitchen, session);
                }));
    }

    private static void computed(Kitchen kitchen, Session session) {
        Sale best = session.createSelectionQuery("from Sale order by total desc limit 1", Sale.class)
                .getSingleResult();
        kitchen.say("computed: %s brought %s", best.label(), best.total);
    }

    private static void restricted(Kitchen kitchen, Session session) {
        var sales = Repository.<Sale, Long>of(Sale.class, session);
        List<Sale> found =
                sales.list(sales.where(Sale.in("north").and(Sale.ofAtLeast(3))).sort(Order.asc(Sale.class, "id")));
        kitchen.say("restricted: %s", found.stream().map(Sale::label).toList());
    }

    private static void grouped(Kitchen kitchen, Session session) {
        session.createSelectionQuery(
                        """
                        select region, count(*), sum(pieces * price) from Sale
                        group by region having count(*) > 1 order by region
                        """,
                        Region.class)
                .getResultList()
                .forEach(region -> kitchen.say("grouped: %s", region));
    }

    private static void ranked(Kitchen kitchen, Session session) {
        session.createSelectionQuery(
                        """
                        select id, region, rank() over (partition by region order by pieces * price desc) from Sale
                        order by region, id
                        """,
                        Ranked.class)
                .getResultList()
                .forEach(sale -> kitchen.say("ranked: %s", sale));
    }
}
