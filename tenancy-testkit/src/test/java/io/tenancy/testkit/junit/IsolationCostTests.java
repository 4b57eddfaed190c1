package io.tenancy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What each isolation adds to a test; prints medians, asserts none. */
@Tag("stress")
class IsolationCostTests {

    private static final int TABLES = 50;
    private static final int RUNS = 60;

    /** Fifty tables, of which each holds fifty rows or none. */
    static class Large extends Bookshop {

        @Override
        public void fill(io.tenancy.testkit.postgres.TestDatabase database) {
            super.fill(database);
            for (int i = 0; i < TABLES; i++) {
                database.execute(
                        database.owner(),
                        "create table app.t%d (id int primary key, note text);".formatted(i)
                                + (i % 2 == 0
                                        ? ""
                                        : "insert into app.t%d select i, repeat('x', 100)".formatted(i)
                                                + " from generate_series(1, 50) i;")
                                + "grant select, insert on app.t%d to %s"
                                        .formatted(i, database.app().user()));
            }
        }
    }

    @Test
    void measures() throws Exception {
        try (var databases = new Databases(new Large())) {
            for (int round = 0; round < 3; round++) {
                System.out.printf("bare test: %.2f ms%n", median(databases, null));
                System.out.printf("rollback: %.2f ms%n", median(databases, Isolation.ROLLBACK));
                System.out.printf("sandbox: %.2f ms%n", median(databases, Isolation.SANDBOX));
                System.out.printf("clean, 1 of 50 tables: %.2f ms%n", median(databases, Isolation.CLEAN));
            }
            var template = TestServer.shared().createDatabase();
            new Large().fill(template);
            double[] clone = new double[9];
            double[] drop = new double[9];
            for (int i = 0; i < clone.length; i++) {
                long start = System.nanoTime();
                var copy = template.copy();
                long made = System.nanoTime();
                copy.close();
                clone[i] = (made - start) / 1e6;
                drop[i] = (System.nanoTime() - made) / 1e6;
            }
            System.out.printf("clone: %.1f ms, drop: %.1f ms%n", middle(clone), middle(drop));
            template.close();
        }
    }

    private static double median(Databases databases, Isolation isolation) throws Exception {
        double[] times = new double[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long start = System.nanoTime();
            if (isolation == null) {
                var worktop = databases.borrow();
                work(worktop.served());
                times[i] = (System.nanoTime() - start) / 1e6;
                worktop.served().database().executeAsSuperuser("delete from app.book");
                databases.giveBack(worktop);
            } else {
                Place place = isolation == Isolation.CLEAN
                        ? new CleanedPlace(databases)
                        : new SharedPlace(databases, isolation == Isolation.SANDBOX, java.time.Duration.ofSeconds(10));
                place.begin();
                work(place.served());
                place.end();
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        return middle(times);
    }

    private static void work(Served served) throws SQLException {
        try (var scope = io.tenancy.context.TenantContext.of("acme").enter()) {
            var books = (Books) served.service();
            books.add(1, "Momo");
            assertThat(books.titles()).hasSize(1);
        }
    }

    private static double middle(double[] times) {
        Arrays.sort(times);
        return times[times.length / 2];
    }
}
