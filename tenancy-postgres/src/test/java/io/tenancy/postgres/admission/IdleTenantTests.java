package io.tenancy.postgres.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.Deadline;
import io.tenancy.refusal.TenantThrottledException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tenant that neither holds a connection nor waits for one costs nothing: whatever knew it can be collected. */
@Timeout(120)
class IdleTenantTests {

    private static final Plan ONE = Plan.of("one").withMaximumConnections(1).withMaximumWaiting(1);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final FairShare share = FairShare.of(ServerName.of("main"), 2);
    private final List<WeakReference<Object>> seen = new ArrayList<>();

    @Test
    void nothingOfItStays() throws Exception {
        try (Admission held = onAnotherThread(tenant("busy"))) {
            int busy = seen.size();
            for (int i = 0; i < 100; i++) {
                comeAndGo("t" + i);
            }
            while (seen.stream().skip(busy).anyMatch(each -> each.get() != null)) {
                System.gc();
            }
            assertThat(seen.get(0).get()).as("the busy one").isNotNull();
            assertThat(share.tenants()).isOne();
        }
        assertThat(share.tenants()).isZero();
        assertThat(share.waiting()).isZero();
        assertThat(share.held()).isZero();
    }

    /** Admitted, waiting with success, refused for each reason, and interrupted, on threads that end. */
    private void comeAndGo(String name) throws Exception {
        TenantId id = tenant(name);
        try (Admission first = onAnotherThread(id)) {
            Thread waiting = start(() -> share.admit(id, ONE, LONG).close());
            assertThatExceptionOfType(TenantThrottledException.class).isThrownBy(() -> share.admit(id, ONE, SHORT));
            assertThatExceptionOfType(TenantThrottledException.class)
                    .isThrownBy(() -> share.admit(id, ONE, LONG, Deadline.in(Duration.ZERO)));
            first.close();
            waiting.join();
            Admission second = onAnotherThread(id);
            Thread interrupted = start(() -> share.admit(id, ONE, LONG).close());
            interrupted.interrupt();
            interrupted.join();
            assertThatExceptionOfType(TenantThrottledException.class)
                    .isThrownBy(() -> share.admit(tenant("late-" + name), ONE.withMaximumConnections(2), SHORT));
            second.close();
        }
    }

    private Admission onAnotherThread(TenantId id) throws InterruptedException {
        var admitted = new ArrayList<Admission>();
        var thread = new Thread(() -> {
            try {
                admitted.add(share.admit(id, ONE, LONG));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        seen.add(new WeakReference<>(thread));
        thread.start();
        thread.join();
        return admitted.get(0);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    /** A thread that waits when this returns. */
    private Thread start(Work work) {
        var thread = new Thread(() -> {
            try {
                work.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        seen.add(new WeakReference<>(thread));
        thread.start();
        while (share.waiting() == 0) {
            LockSupport.parkNanos(10_000);
        }
        return thread;
    }

    private TenantId tenant(String name) {
        TenantId id = TenantId.of(name);
        seen.add(new WeakReference<>(id));
        return id;
    }
}
