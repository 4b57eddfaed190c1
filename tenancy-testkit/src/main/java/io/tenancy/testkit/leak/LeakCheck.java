package io.tenancy.testkit.leak;

import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves a tenant bound to its thread, a session idle in transaction, or something borrowed.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final LeakCheck leaks = LeakCheck.of(database).watching("connections of the pool", pool::getActiveConnections);
 * }</pre>
 *
 * <p>{@code @ExtendWith(LeakCheck.class)} checks the bound tenant alone. What leaked is undone where that is possible,
 * so that the next test is not blamed. Immutable. Tests that run in parallel need a database each: a session does not
 * tell which test opened it.
 */
public final class LeakCheck implements BeforeEachCallback, AfterEachCallback {

    private static final ExtensionContext.Namespace HERE = ExtensionContext.Namespace.create(LeakCheck.class);

    /** The server notices a connection that was dropped only a little later. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final List<TestDatabase> databases;
    private final List<Watched> watched;

    /** Checks the bound tenant alone. */
    public LeakCheck() {
        this(List.of(), List.of());
    }

    private LeakCheck(List<TestDatabase> databases, List<Watched> watched) {
        this.databases = databases;
        this.watched = watched;
    }

    /** Checks the bound tenant, and the sessions of these databases. */
    public static LeakCheck of(TestDatabase... databases) {
        return new LeakCheck(List.of(databases), List.of());
    }

    /** Checks too that this count is not higher after a test than before, such as the active connections of a pool. */
    public LeakCheck watching(String what, IntSupplier borrowed) {
        var all = new ArrayList<>(watched);
        all.add(new Watched(what, borrowed));
        return new LeakCheck(databases, List.copyOf(all));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(HERE).put(this, new Baseline(databases, watched));
    }

    /** @throws AssertionError if the test left something behind */
    @Override
    public void afterEach(ExtensionContext context) throws SQLException {
        var baseline = context.getStore(HERE).remove(this, Baseline.class);
        if (baseline == null) {
            return; // another extension failed before beforeEach
        }
        var leaks = lasting(baseline);
        if (!leaks.isEmpty()) {
            baseline.restore();
            throw new AssertionError(
                    "Test '" + context.getDisplayName() + "' left behind:\n- " + String.join("\n- ", leaks));
        }
    }

    private static List<String> lasting(Baseline baseline) throws SQLException {
        long until = System.nanoTime() + GRACE.toNanos();
        var leaks = new ArrayList<>(baseline.findBound());
        var held = baseline.findHeld();
        while (!held.isEmpty() && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
            held = baseline.findHeld();
        }
        leaks.addAll(held);
        return leaks;
    }
}
