package io.tenancy.spring.probe;

import static io.tenancy.spring.probe.Probe.reading;
import static io.tenancy.spring.probe.Target.LONERS_EMAIL;

import io.tenancy.spring.Shop;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.ExampleMatcher;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;
import org.springframework.data.jpa.domain.Specification;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import shop.Category;
import shop.Customer;
import shop.Customers;
import shop.Product;
import shop.Products;
import shop.Purchases;
import shop.Till;

/** Ways to see a row. */
final class ReadingProbes {

    private static final PageRequest PAGE = PageRequest.of(0, 10);
    private static final Specification<Customer> NAMED_LIKE_BOB =
            (customer, query, builder) -> builder.like(customer.get("name"), "Bob%");

    private final Customers customers;
    private final Products products;
    private final Purchases purchases;
    private final Till till;
    private final EntityManager entities;
    private final JdbcClient jdbc;
    private final JdbcTemplate template;
    private final DataSource data;

    ReadingProbes(Shop shop) {
        customers = shop.bean(Customers.class);
        products = shop.bean(Products.class);
        purchases = shop.bean(Purchases.class);
        till = shop.bean(Till.class);
        entities = shop.bean(EntityManager.class);
        jdbc = shop.bean(JdbcClient.class);
        template = shop.bean(JdbcTemplate.class);
        data = shop.bean(DataSource.class);
    }

    private static long ofTarget(Target target, Collection<Customer> found) {
        return found.stream().filter(one -> target.owns(one.getName())).count();
    }

    private static long named(Target target, Collection<String> names) {
        return names.stream().filter(target::owns).count();
    }

    List<Probe> repositories() {
        return List.of(
                reading(
                        "findById",
                        target -> ofTarget(
                                target,
                                customers.findById(target.loner()).stream().toList())),
                reading("existsById", target -> customers.existsById(target.loner()) ? 1 : 0),
                reading("findAllById", target -> ofTarget(target, customers.findAllById(List.of(target.loner())))),
                reading(
                        "getReferenceById",
                        target -> till.together(() -> target.owns(customers
                                        .getReferenceById(target.loner())
                                        .getName())
                                ? 1L
                                : 0L)),
                reading("findAll", target -> ofTarget(target, customers.findAll())),
                reading("findAll sorted", target -> ofTarget(target, customers.findAll(Sort.by("name")))),
                reading(
                        "findAll by page",
                        target -> ofTarget(target, customers.findAll(PAGE).getContent())),
                reading("findAll by example", target -> ofTarget(target, customers.findAll(byExample()))),
                reading(
                        "findBy example, fluent",
                        target -> customers.findBy(
                                byExample(),
                                query -> ofTarget(
                                        target, query.sortBy(Sort.by("name")).all()))),
                reading("findAll by specification", target -> ofTarget(target, customers.findAll(NAMED_LIKE_BOB))),
                reading(
                        "derived query",
                        target -> ofTarget(
                                target,
                                customers.findByEmail(LONERS_EMAIL).stream().toList())),
                reading("derived count", target -> customers.countByName(target.lonersName())),
                reading("derived exists", target -> customers.existsByName(target.lonersName()) ? 1 : 0),
                reading(
                        "derived page",
                        target -> ofTarget(
                                target,
                                customers.findByNameStartingWith("Bob", PAGE).getContent())),
                reading("total of a page", target -> customers
                        .findByNameStartingWith(target.lonersName(), PageRequest.of(0, 1))
                        .getTotalElements()),
                reading(
                        "derived slice",
                        target -> ofTarget(
                                target,
                                customers.findByEmailStartingWith("bob", PAGE).getContent())),
                reading(
                        "window by keyset",
                        target -> ofTarget(
                                target,
                                customers
                                        .findByEmailOrderByNameAscIdAsc(
                                                LONERS_EMAIL, ScrollPosition.keyset(), Limit.of(5))
                                        .getContent())),
                reading(
                        "projection",
                        target -> named(
                                target,
                                customers.findNamedByEmail(LONERS_EMAIL).stream()
                                        .map(Customers.Named::getName)
                                        .toList())),
                reading("@Query", target -> ofTarget(target, customers.search("of " + target.tenant()))),
                reading("native @Query", target -> ofTarget(target, customers.allByNativeSql())),
                reading(
                        "native @Query by page",
                        target -> ofTarget(
                                target,
                                customers.pageByNativeSql(LONERS_EMAIL, PAGE).getContent())));
    }

    List<Probe> associations() {
        return List.of(
                reading(
                        "to-many of a foreign row",
                        target -> till.together(() -> purchases.findById(target.purchase()).stream()
                                .mapToLong(purchase -> purchase.getLines().size())
                                .sum())),
                reading(
                        "to-one of a foreign row",
                        target -> till.together(() -> purchases.findById(target.purchase()).stream()
                                .filter(purchase ->
                                        target.owns(purchase.getCustomer().getName()))
                                .count())),
                reading(
                        "query over a to-one",
                        target -> till.together(() -> entities.createQuery(
                                        "select c.name from Purchase p join p.customer c", String.class)
                                .getResultStream()
                                .filter(target::owns)
                                .count())),
                reading(
                        "many-to-many by graph",
                        target -> named(
                                target,
                                products.findByCategoriesName("fruit").stream()
                                        .map(Product::getName)
                                        .toList())),
                reading(
                        "many-to-many by id",
                        target -> named(
                                target,
                                products.in(target.category()).stream()
                                        .map(Product::getName)
                                        .toList())),
                reading(
                        "many-to-many, lazily",
                        target -> till.together(() -> products.findById(target.product()).stream()
                                .flatMap(product -> product.getCategories().stream())
                                .map(Category::getId)
                                .filter(target.category()::equals)
                                .count())),
                reading("join table by SQL", target -> jdbc.sql(
                                "select count(*) from product_categories where categories_id = ?")
                        .param(target.category())
                        .query(Long.class)
                        .single()));
    }

    List<Probe> others() {
        return List.of(
                reading(
                        "EntityManager.find",
                        target -> till.together(() -> entities.find(Customer.class, target.loner()) == null ? 0L : 1L)),
                reading(
                        "EntityManager, native",
                        target -> till.together(() -> ((Number) entities.createNativeQuery(
                                                "select count(*) from customer where id = ?1", Long.class)
                                        .setParameter(1, target.loner())
                                        .getSingleResult())
                                .longValue())),
                reading("JdbcClient by id", target -> jdbc.sql("select count(*) from customer where id = ?")
                        .param(target.loner())
                        .query(Long.class)
                        .single()),
                reading(
                        "JdbcClient, all",
                        target -> named(
                                target,
                                jdbc.sql("select name from customer")
                                        .query(String.class)
                                        .list())),
                reading(
                        "JdbcClient within a transaction",
                        target -> till.together(() -> named(
                                target,
                                jdbc.sql("select name from customer")
                                        .query(String.class)
                                        .list()))),
                reading(
                        "JdbcTemplate",
                        target -> named(target, template.queryForList("select name from customer", String.class))),
                reading("DataSource", target -> {
                    try (var connection = data.getConnection();
                            var select = connection.createStatement();
                            var rows = select.executeQuery("select name from customer")) {
                        long seen = 0;
                        while (rows.next()) {
                            seen += target.owns(rows.getString(1)) ? 1 : 0;
                        }
                        return seen;
                    }
                }),
                reading("@Async repository", target -> till.elsewhere(
                                () -> ofTarget(target, customers.findAllById(List.of(target.loner()))))
                        .get()),
                reading("@Async JdbcClient", target -> till.elsewhere(() -> named(
                                target,
                                jdbc.sql("select name from customer")
                                        .query(String.class)
                                        .list()))
                        .get()),
                reading("@Async transaction", target -> till.elsewhere(
                                () -> till.together(() -> ofTarget(target, customers.allByNativeSql())))
                        .get()));
    }

    private static Example<Customer> byExample() {
        return Example.of(
                new Customer("Bob", LONERS_EMAIL),
                ExampleMatcher.matching().withStringMatcher(ExampleMatcher.StringMatcher.STARTING));
    }
}
