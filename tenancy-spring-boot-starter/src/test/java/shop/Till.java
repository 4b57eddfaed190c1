package shop;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Service
public class Till {

    private final Customers customers;
    private final Products products;
    private final Purchases purchases;
    private final JdbcClient jdbc;

    Till(Customers customers, Products products, Purchases purchases, JdbcClient jdbc) {
        this.customers = customers;
        this.products = products;
        this.purchases = purchases;
        this.jdbc = jdbc;
    }

    @Transactional
    public UUID sell(String name, String email, String product, int pieces) {
        Customer customer = customers.findByEmail(email).orElseGet(() -> customers.save(new Customer(name, email)));
        Product sold = products.save(new Product(product, 250, new Category("fruit")));
        var purchase = new Purchase(customer);
        purchase.add(sold, pieces);
        return purchases.save(purchase).getId();
    }

    /** Plain SQL of the transaction at hand sees what that has not committed. */
    @Transactional
    public long customersWithOneMore(String name, String email) {
        customers.saveAndFlush(new Customer(name, email));
        return customersByJdbc();
    }

    public long customersByJdbc() {
        return jdbc.sql("select count(*) from customer").query(Long.class).single();
    }

    @Transactional(readOnly = true)
    public int pieces(UUID purchase) {
        return purchases.findById(purchase).orElseThrow().getLines().stream()
                .mapToInt(PurchaseLine::getPieces)
                .sum();
    }

    @Async
    public CompletableFuture<Long> customersElsewhere() {
        return CompletableFuture.completedFuture(customers.count());
    }

    /** Whatever is to be done elsewhere. */
    @Async
    public <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return CompletableFuture.completedFuture(work.get());
    }

    @Transactional
    public <T> T together(Supplier<T> work) {
        return work.get();
    }

    @Transactional
    public void inTransaction(Runnable work) {
        work.run();
    }

    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public long customersInNewTransaction() {
        return customers.count();
    }

    @Transactional
    public long customersInTransaction() {
        return customers.count();
    }
}
