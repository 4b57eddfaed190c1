package io.tenancy.postgres.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.context.Deadline;
import io.tenancy.refusal.TenantThrottledException;
import io.tenancy.refusal.TenantThrottledException.Limit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who has a deadline waits no longer, and gets no better place for it. The clock of connections is not that of deadlines. */
@Timeout(120)
class DeadlineAdmissionTests {

    private static final TenantId HEAVY = TenantId.of("heavy");
    private static final TenantId LIGHT = TenantId.of("light");
    private static final Plan PLAN = Plan.of("standard");
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private record Turn(String who, Admission admission) {}

    private final AtomicLong nanos = new AtomicLong();
    private final List<Thread> claimants = new ArrayList<>();
    private final BlockingQueue<Turn> turns = new LinkedBlockingQueue<>();
    private final FairShare share = FairShare.of(ServerName.of("main"), 1, nanos::get);

    @AfterEach
    void stop() {
        claimants.forEach(Thread::interrupt);
    }

    @Test
    void waitsNoLongerThanItsDeadline() throws Exception {
        claim("first", HEAVY, Deadline.NONE);
        Turn first = next();
        assertThat(refusal(LIGHT, Deadline.in(Duration.ofMillis(500))))
                .hasMessageContaining(", all that was left. Try again later, or give the work more time.")
                .extracting(TenantThrottledException::limit)
                .isEqualTo(Limit.DEADLINE);
        first.admission().close();
        assertThat(share.tenants()).isZero();
    }

    @Test
    void isRefusedAtOnceIfItsTimeWasUpBefore() throws Exception {
        assertThat(refusal(LIGHT, Deadline.in(Duration.ZERO)).limit()).isEqualTo(Limit.DEADLINE);
        assertThat(share.held()).as("although one was free").isZero();
        assertThat(share.tenants()).isZero();
    }

    @Test
    void isRefusedAtOnceIfItsTurnWouldComeTooLate() throws Exception {
        threeWaitForAnHourEach();
        TenantThrottledException refusal = refusal(HEAVY, Deadline.in(HOUR.multipliedBy(2)));
        assertThat(refusal.limit()).isEqualTo(Limit.DEADLINE);
        assertThat(refusal)
                .hasMessageContaining("3 wait already, which is likely to take 10800000 ms, and its time is up in ");
        assertThat(refusal.retryAfter()).isBetween(HOUR.multipliedBy(4), HOUR.multipliedBy(5));
        assertThat(share.waiting()).isEqualTo(3);
    }

    @Test
    void isLetWaitIfItsTurnIsLikelyToComeInTime() throws Exception {
        threeWaitForAnHourEach();
        queue("hopeful", HEAVY, Deadline.in(HOUR.multipliedBy(4)));
        assertThat(share.waiting()).isEqualTo(4);
    }

    /** Half of the server is another tenant's: what takes three hours alone takes six. */
    @Test
    void whatOthersWantCounts() throws Exception {
        threeWaitForAnHourEach();
        queue("other", LIGHT, Deadline.NONE);
        assertThat(refusal(HEAVY, Deadline.in(HOUR.multipliedBy(4)))).hasMessageContaining("take 21600000 ms");
    }

    @Test
    void theFirstOfATenantIsLetWaitWhateverIsExpected() throws Exception {
        threeWaitForAnHourEach();
        queue("light", LIGHT, Deadline.in(Duration.ofMinutes(10)));
        nanos.addAndGet(HOUR.toNanos());
        release(turns.remove());
        assertThat(next().who()).isEqualTo("light");
    }

    @Test
    void nobodyGoesFirstForBeingInAHurry() throws Exception {
        claim("first", HEAVY, Deadline.NONE);
        Turn first = next();
        queue("patient", HEAVY, Deadline.NONE);
        queue("hurried", HEAVY, Deadline.in(HOUR));
        release(first);
        Turn second = next();
        assertThat(second.who()).isEqualTo("patient");
        release(second);
        assertThat(next().who()).isEqualTo("hurried");
    }

    @Test
    void nestedWorkWaitsNoLongerThanItsDeadline() throws Exception {
        share.resize(2);
        claim("other", HEAVY, Deadline.NONE);
        Turn other = next();
        try (Admission outer = share.admit(LIGHT, PLAN, DAY)) {
            assertThat(refusal(LIGHT, Deadline.in(Duration.ofMillis(5))).limit())
                    .isEqualTo(Limit.DEADLINE);
            other.admission().close();
            share.admit(LIGHT, PLAN, DAY, Deadline.in(HOUR)).close();
        }
        assertThat(share.tenants()).isZero();
    }

    /** One has had the connection for an hour, another one has it now, three wait. */
    private void threeWaitForAnHourEach() throws InterruptedException {
        claim("first", HEAVY, Deadline.NONE);
        Turn first = next();
        for (int i = 0; i < 4; i++) {
            queue("waiting", HEAVY, Deadline.NONE);
        }
        nanos.addAndGet(HOUR.toNanos());
        release(first);
        turns.add(next());
    }

    private TenantThrottledException refusal(TenantId tenant, Deadline deadline) {
        var refusal =
                catchThrowableOfType(TenantThrottledException.class, () -> share.admit(tenant, PLAN, DAY, deadline)
                        .close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.retryAfter()).isPositive();
        return refusal;
    }

    /** On a thread of its own: one that holds a connection already would count as nested. */
    private void claim(String who, TenantId tenant, Deadline deadline) {
        var claimant = new Thread(() -> {
            try {
                turns.add(new Turn(who, share.admit(tenant, PLAN, DAY, deadline)));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        claimants.add(claimant);
        claimant.start();
    }

    private void queue(String who, TenantId tenant, Deadline deadline) {
        int before = share.waiting();
        claim(who, tenant, deadline);
        while (share.waiting() == before) {
            LockSupport.parkNanos(100_000);
        }
    }

    private static void release(Turn turn) {
        turn.admission().close();
    }

    private Turn next() throws InterruptedException {
        Turn turn = turns.poll(2, TimeUnit.MINUTES);
        assertThat(turn).as("somebody whose turn it is").isNotNull();
        return turn;
    }
}
