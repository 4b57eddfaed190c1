package io.tenancy.spring.probe;

import static io.tenancy.spring.probe.Probe.writing;
import static io.tenancy.spring.probe.Target.LONERS_EMAIL;

import io.tenancy.spring.Shop;
import java.util.List;
import org.springframework.data.jpa.domain.DeleteSpecification;
import org.springframework.jdbc.core.simple.JdbcClient;
import shop.Categories;
import shop.Customer;
import shop.Customers;
import shop.Product;
import shop.Products;
import shop.Purchase;
import shop.Purchases;
import shop.Till;

/** Ways to change a row, to remove it, or to refer to it. */
final class WritingProbes {

    private final Customers customers;
    private final Products products;
    private final Purchases purchases;
    private final Categories categories;
    private final Till till;
    private final JdbcClient jdbc;

    WritingProbes(Shop shop) {
        customers = shop.bean(Customers.class);
        products = shop.bean(Products.class);
        purchases = shop.bean(Purchases.class);
        categories = shop.bean(Categories.class);
        till = shop.bean(Till.class);
        jdbc = shop.bean(JdbcClient.class);
    }

    private interface Write {
        void on(Target target) throws Exception;
    }

    private static Probe write(String name, Write write) {
        return writing(name, target -> {
            write.on(target);
            return 0;
        });
    }

    private static Probe counted(String name, Probe.Way way) {
        return writing(name, way);
    }

    List<Probe> repositories() {
        return List.of(
                write("save", target -> customers.save(target.detached())),
                write("saveAndFlush", target -> customers.saveAndFlush(target.detached())),
                write("saveAll", target -> customers.saveAll(List.of(target.detached()))),
                write("save, @Async", target -> till.elsewhere(() -> customers.save(target.detached()))
                        .get()),
                write("deleteById", target -> customers.deleteById(target.loner())),
                write("delete", target -> customers.delete(target.detached())),
                write("deleteAll of some", target -> customers.deleteAll(List.of(target.detached()))),
                write("deleteAllById", target -> customers.deleteAllById(List.of(target.loner()))),
                write("deleteAllByIdInBatch", target -> customers.deleteAllByIdInBatch(List.of(target.loner()))),
                write("deleteAllInBatch of some", target -> customers.deleteAllInBatch(List.of(target.detached()))),
                write("deleteAll", target -> purchases.deleteAll()),
                counted(
                        "delete by specification",
                        target -> customers.delete((DeleteSpecification<Customer>)
                                (customer, delete, builder) -> builder.equal(customer.get("id"), target.loner()))),
                write("derived delete by what both have", target -> customers.deleteByEmail(LONERS_EMAIL)),
                counted("derived delete by name", target -> customers.deleteByName(target.lonersName())),
                counted("@Modifying update", target -> customers.rename(target.loner())),
                counted("@Modifying delete", target -> customers.remove(target.loner())),
                counted("native @Modifying update", target -> customers.renameByNativeSql(target.loner())),
                counted("native @Modifying delete", target -> customers.removeByNativeSql(target.loner())));
    }

    List<Probe> associations() {
        return List.of(
                write(
                        "refer to a foreign row",
                        target -> till.together(
                                () -> purchases.save(new Purchase(customers.getReferenceById(target.buyer()))))),
                write(
                        "many-to-many, a foreign element",
                        target -> till.together(() -> products.save(
                                new Product("plum", 90, categories.getReferenceById(target.category()))))),
                write(
                        "many-to-many, a foreign owner",
                        target -> till.inTransaction(() -> products.findById(target.product())
                                .ifPresent(product -> product.getCategories().clear()))),
                write(
                        "orphans of a foreign owner",
                        target -> till.inTransaction(
                                () -> purchases.findById(target.purchase()).ifPresent(purchase -> purchase.getLines()
                                        .clear()))),
                write("cascade from a foreign owner", target -> purchases.deleteById(target.purchase())));
    }

    List<Probe> plainSql() {
        return List.of(
                counted("JdbcClient update", target -> jdbc.sql("update customer set name = 'renamed' where id = ?")
                        .param(target.loner())
                        .update()),
                counted("JdbcClient delete", target -> jdbc.sql("delete from customer where id = ?")
                        .param(target.loner())
                        .update()),
                write("JdbcClient update of all", target -> jdbc.sql("update customer set name = name")
                        .update()),
                write("JdbcClient delete of all", target -> jdbc.sql("delete from purchase_line")
                        .update()),
                write("JdbcClient insert in a foreign name", target -> jdbc.sql(
                                "insert into customer (tenant_id, id, name, email) values (?, gen_random_uuid(), 'Eve', 'eve')")
                        .param(target.tenant())
                        .update()),
                write("JdbcClient upsert", target -> jdbc.sql(
                                """
                                insert into customer (tenant_id, id, name, email) values (?, ?, 'Eve', 'eve')
                                on conflict (tenant_id, id) do update set name = excluded.name
                                """)
                        .params(target.tenant(), target.loner())
                        .update()),
                write("JdbcClient, give a row away", target -> jdbc.sql(
                                "update customer set tenant_id = ? where name like 'Bob%'")
                        .param(target.tenant())
                        .update()),
                write("JdbcClient update, @Async", target -> till.elsewhere(
                                () -> jdbc.sql("update customer set name = 'renamed' where id = ?")
                                        .param(target.loner())
                                        .update())
                        .get()));
    }
}
