package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.testkit.TwoTenants;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@TenancyTest(value = Bookshop.class, isolation = Isolation.SANDBOX)
@AsTenant("acme")
class SandboxTests {

    private static final ExecutorService WORKERS = Executors.newFixedThreadPool(4);

    @AfterAll
    static void stop() {
        WORKERS.shutdownNow();
    }

    @RepeatedTest(2)
    void otherThreadsSeeWhatTheTestWroteAndTheTestWhatTheyWrote(Books books) throws Exception {
        books.add(1, "of the test");

        Future<Integer> worker = WORKERS.submit(TenantContext.capture().wrap(() -> {
            int seen = books.titles().size();
            books.add(2, "of the worker");
            return seen;
        }));

        assertThat(worker.get()).isOne();
        assertThat(books.titles()).containsExactly("of the test", "of the worker");
    }

    @Test
    void manyThreadsOfTwoTenantsTakeTurnsAndEachSeesOnlyItsOwn(Books books, TwoTenants tenants) throws Exception {
        var together = new CountDownLatch(4);
        var workers = new ArrayList<Future<?>>();
        for (int i = 0; i < 4; i++) {
            int number = i;
            var tenant = number % 2 == 0 ? tenants.first() : tenants.second();
            workers.add(WORKERS.submit(TenantContext.capture().wrap(() -> {
                together.countDown();
                together.await();
                try (var scope = TenantContext.of(tenant).enter()) {
                    for (int id = 0; id < 25; id++) {
                        books.add(number * 100 + id, "for " + tenant);
                        assertThat(books.titles()).containsOnly("for " + tenant);
                    }
                }
                return null;
            })));
        }
        for (var worker : workers) {
            worker.get();
        }
        tenants.each((own, other) -> assertThat(books.titles()).hasSize(50).containsOnly("for " + own));
    }

    @Test
    void whoeverRollsBackTakesBackOnlyItsOwn(Books books) throws Exception {
        books.add(1, "stays");
        WORKERS.submit(TenantContext.capture().wrap(() -> {
                    try (var connection = books.begin();
                            var statement = connection.createStatement()) {
                        statement.execute("delete from app.book");
                        connection.rollback();
                    }
                    return null;
                }))
                .get();
        assertThat(books.titles()).containsExactly("stays");
    }

    @Test
    void nextInLineGoesOnWhenTheTransactionEnds(Books books)
            throws SQLException, InterruptedException, ExecutionException {
        Future<Integer> waiting;
        try (var connection = books.begin();
                var statement = connection.createStatement()) {
            statement.execute("insert into app.book (tenant_id, id, title) values ('acme', 1, 'Momo')");
            var asked = new CountDownLatch(1);
            waiting = WORKERS.submit(TenantContext.capture().wrap(() -> {
                asked.countDown();
                return books.titles().size();
            }));
            asked.await();
            connection.commit();
        }
        assertThat(waiting.get()).isOne();
    }
}
