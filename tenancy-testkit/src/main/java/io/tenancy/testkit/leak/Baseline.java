package io.tenancy.testkit.leak;

import io.tenancy.context.CapturedContext;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What there was before a test, on its thread, to compare with afterwards. */
final class Baseline {

    private final List<TestDatabase> databases;
    private final List<Watched> watched;
    private final int[] borrowed;
    private final Optional<TenantContext> bound = TenantContext.find();
    private final CapturedContext captured = TenantContext.capture();

    Baseline(List<TestDatabase> databases, List<Watched> watched) {
        this.databases = databases;
        this.watched = watched;
        this.borrowed =
                watched.stream().mapToInt(each -> each.borrowed().getAsInt()).toArray();
    }

    /** The thread's tenant, if it is not what it was. */
    List<String> findBound() {
        var now = TenantContext.find();
        return now.equals(bound)
                ? List.of()
                : List.of(
                        "Thread '%s' is bound to %s, before the test to %s. Close the scope, best with try-with-resources."
                                .formatted(Thread.currentThread().getName(), describe(now), describe(bound)));
    }

    /** What others hold, which may be gone a little later. */
    List<String> findHeld() throws SQLException {
        var leaks = new ArrayList<String>();
        for (var database : databases) {
            leaks.addAll(new OpenTransactions(database).describe());
        }
        for (int i = 0; i < borrowed.length; i++) {
            int count = watched.get(i).borrowed().getAsInt();
            if (count > borrowed[i]) {
                leaks.add("%s: %d, before the test %d. Give back what was borrowed."
                        .formatted(watched.get(i).what(), count, borrowed[i]));
            }
        }
        return leaks;
    }

    /** Leaves the thread and the databases as they were, so that only the guilty test fails. */
    void restore() throws SQLException {
        if (!TenantContext.find().equals(bound)) {
            // The scope that leaked can be closed by its opener alone, so it is covered and stays so.
            captured.enter();
        }
        for (var database : databases) {
            new OpenTransactions(database).end();
        }
    }

    private static String describe(Optional<TenantContext> context) {
        return context.map(TenantContext::tenant)
                .map(id -> "tenant '" + id + "'")
                .orElse("no tenant");
    }
}
