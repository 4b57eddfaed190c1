package io.tenancy.spring.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.spring.Shop;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.transaction.TransactionException;
import shop.Customer;
import shop.Customers;

/** What {@code @Transactional} says, and what PostgreSQL makes of it, for tenants in each placement. */
class TransactionalTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";
    private static final String ISOLATION = "transaction_isolation";

    private static Shop shop;
    private static Clerk clerk;
    private static Customers customers;

    @BeforeAll
    static void open() {
        Shop.clear();
        shop = Shop.alone(Clerk.class);
        clerk = shop.bean(Clerk.class);
        customers = shop.bean(Customers.class);
    }

    @AfterAll
    static void close() {
        shop.close();
        Shop.clear();
    }

    private static <R> R as(String tenant, Supplier<R> work) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return work.get();
        }
    }

    private static Supplier<String> setting(String name) {
        return () -> clerk.setting(name);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void hasTheIsolationThatItNamesForThisTransactionAlone(String tenant) {
        as(tenant, () -> {
            assertThat(clerk.usually(setting(ISOLATION))).isEqualTo("read committed");
            // PostgreSQL has nothing below.
            assertThat(clerk.uncommitted(setting(ISOLATION))).isEqualTo("read committed");
            assertThat(clerk.committed(setting(ISOLATION))).isEqualTo("read committed");
            assertThat(clerk.repeatable(setting(ISOLATION))).isEqualTo("repeatable read");
            assertThat(clerk.serializable(setting(ISOLATION))).isEqualTo("serializable");
            assertThat(clerk.readingOnePicture(setting(ISOLATION))).isEqualTo("repeatable read");
            return assertThat(clerk.usually(setting(ISOLATION))).isEqualTo("read committed");
        });
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isolatesTenantsWhateverTheIsolation(String tenant) {
        String other = Housing.other(tenant);
        as(other, () -> customers.save(new Customer("Ida of " + other, "ida@example.org")));
        as(tenant, () -> {
            long before = clerk.repeatable(customers::count);
            clerk.serializable(() -> customers.save(new Customer("Ida of " + tenant, "ida@example.org")));
            long after = clerk.repeatable(customers::count);
            assertThat(after).isEqualTo(before + 1);
            Customer found = clerk.serializable(
                    () -> customers.findByEmail("ida@example.org").orElseThrow());
            return assertThat(found.getName()).isEqualTo("Ida of " + tenant);
        });
    }

    @Test
    void seesOnePictureWhereReadsAreRepeatable() {
        as(
                Housing.ROWS,
                () -> clerk.repeatable(() -> {
                    long before = customers.count();
                    clerk.apart(() -> customers.save(new Customer("Zoe", "zoe@example.org")));
                    return assertThat(customers.count()).isEqualTo(before);
                }));
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void holdsATransactionForReadingToIt(String tenant) {
        as(tenant, () -> {
            assertThat(clerk.reading(setting("transaction_read_only"))).isEqualTo("on");
            assertThat(catchThrowable(() -> clerk.reading(() -> clerk.byJpa(
                            "insert into category (id, name) values (gen_random_uuid(), 'x') returning name"))))
                    .satisfies(error -> assertThat(stateOf(error)).isEqualTo("25006"));
            long before = customers.count();
            Throwable refused =
                    catchThrowable(() -> clerk.reading(() -> customers.save(new Customer("Eve", "eve@example.org"))));
            assertThat(customers.count()).as("after %s", refused).isEqualTo(before);
            return assertThat(clerk.usually(setting("transaction_read_only"))).isEqualTo("off");
        });
    }

    @Test
    void repositoriesReadInTransactionsForReading() {
        long reading = as(Housing.ROWS, () -> clerk.reading(customers::count));
        assertThat(reading).isEqualTo(as(Housing.ROWS, customers::count));
        as(Housing.ROWS, () -> assertThat(clerk.usually(() ->
                        customers.save(new Customer("Kim", "kim@example.org")).getId()))
                .isNotNull());
    }

    @Test
    void aTimeoutCancelsTheStatementOfJpa() {
        assertThatThrownBy(() -> as(Housing.ROWS, () -> clerk.soon(() -> clerk.byJpa("select pg_sleep(300)::text"))))
                .satisfies(error -> assertThat(stateOf(error)).isEqualTo("57014"));
    }

    @Test
    void aTimeoutCancelsPlainSqlToo() {
        assertThatThrownBy(() -> as(Housing.ROWS, () -> clerk.soon(() -> clerk.byJdbc("select pg_sleep(300)::text"))))
                .satisfies(error -> assertThat(stateOf(error)).isEqualTo("57014"));
    }

    @Test
    void leavesNothingBehindWhereItCannotBegin() {
        assertThatThrownBy(() -> clerk.serializable(customers::count))
                .isInstanceOf(TransactionException.class)
                .hasRootCauseInstanceOf(NoTenantException.class);
        assertThatThrownBy(() -> clerk.reading(customers::count)).hasRootCauseInstanceOf(NoTenantException.class);
        assertThat(as(Housing.ROWS, () -> clerk.usually(setting(ISOLATION)))).isEqualTo("read committed");
    }

    private static String stateOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getSQLState();
            }
        }
        throw new AssertionError("no error of PostgreSQL", error);
    }
}
