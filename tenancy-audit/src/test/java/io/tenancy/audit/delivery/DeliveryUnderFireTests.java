package io.tenancy.audit.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.log.LogDatabase;
import io.tenancy.audit.seal.Sealer;
import io.tenancy.audit.seal.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Writers that commit, roll back and are killed, while somebody delivers, crashes now and then, and somebody seals: nothing is
 * lost, nothing is out of order, and what comes twice is counted.
 */
class DeliveryUnderFireTests {

    private static final int WRITERS = 64;

    @Test
    void losesNothingOfTenThousand() throws Exception {
        fire(10_000, 1);
    }

    @Test
    @Tag("stress")
    void losesNothingOfAMillion() throws Exception {
        fire(1_000_000, System.nanoTime());
    }

    private void fire(int events, long seed) throws Exception {
        System.out.println("Delivery under fire: seed " + seed);
        try (LogDatabase log = LogDatabase.ofRows()) {
            log.execute(ScribeTable.SQL);
            var arrivals = new Arrivals(new Random(seed));
            ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
            long sealed = 0;
            var scribes = new ArrayList<Scribe>();
            try {
                var ends = new ArrayList<Future<?>>();
                for (int i = 0; i < WRITERS; i++) {
                    scribes.add(new Scribe(log, events / WRITERS, seed + i));
                }
                scribes.forEach(scribe -> ends.add(threads.submit(scribe)));
                Delivery delivery = Delivery.of(log.place(), "file", arrivals);
                Sealer sealer = Sealer.of(log.place());
                String kill = ScribeTable.killOne(log.database.app().user());
                try (Connection superuser = log.database.connectAsSuperuser();
                        Statement killer = superuser.createStatement()) {
                    for (int i = 0; !ends.stream().allMatch(Future::isDone); i++) {
                        if (i % 4 == 0) {
                            killer.execute(kill);
                        }
                        deliverOrCrash(delivery);
                        sealed += sealer.seal();
                    }
                }
                for (Future<?> end : ends) {
                    end.get();
                }
                long all = log.number("select count(*) from audit_event");
                while (arrivals.distinct() < all) {
                    deliverOrCrash(delivery);
                }
                while (sealed < all) {
                    sealed += sealer.seal();
                }
                judge(log, arrivals, scribes, all);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private static void deliverOrCrash(Delivery delivery) throws SQLException {
        try {
            delivery.run();
        } catch (SinkFailedException e) {
            assertThat(e).hasRootCauseMessage(Arrivals.CRASH);
        }
    }

    private static void judge(LogDatabase log, Arrivals arrivals, List<Scribe> scribes, long all) throws SQLException {
        assertThat(arrivals.problems).isEmpty();
        assertThat(arrivals.distinct()).isEqualTo(all);
        assertThat(arrivals.twice).isLessThanOrEqualTo(arrivals.announced);
        assertThat(log.number("select repeated from audit_delivery")).isEqualTo(arrivals.announced);
        // The row of each tenant counted its committed changes: 1 to n arrived, in this order.
        for (String tenant : Scribe.TENANTS) {
            assertThat((long) arrivals.last.get(tenant))
                    .isEqualTo(log.number("select n from counter where tenant_id = '" + tenant + "'"));
            var found = Verifier.of(log.place()).verify(tenant);
            assertThat(found.findFlaw()).isEmpty();
            assertThat(found.unsealed()).isZero();
        }
        // Void if the dangerous things did not happen.
        assertThat(scribes.stream().mapToLong(scribe -> scribe.rolledBack).sum())
                .isPositive();
        assertThat(scribes.stream().mapToLong(scribe -> scribe.killed).sum()).isPositive();
        assertThat(arrivals.twice).isPositive();
        assertThat(log.number(
                        "select count(*) from (select xid < lag(xid) over (partition by tenant_id order by seq) as back"
                                + " from audit_event) as e where back"))
                .isPositive();
    }

    /** What a sink saw, which takes all and sometimes ends before it says so. */
    private static final class Arrivals implements Sink {

        private final Set<UUID> ids = new HashSet<>();
        private final Map<String, Integer> last = new HashMap<>();
        private final List<String> problems = new ArrayList<>();
        private static final String CRASH = "ended after it took them";

        private final Random random;
        private long twice;
        private long announced;

        Arrivals(Random random) {
            this.random = random;
        }

        @Override
        public void accept(List<Delivered> events, int repeated) {
            announced += repeated;
            for (Delivered event : events) {
                if (!ids.add(event.id())) {
                    twice++;
                    continue;
                }
                int n = Integer.parseInt(event.json().replaceAll(".*\"entityId\":\"(\\d+)\".*", "$1"));
                int before = last.getOrDefault(event.tenant(), 0);
                if (n != before && n != before + 1) {
                    problems.add(event.tenant() + ": " + n + " after " + before);
                }
                last.put(event.tenant(), n);
            }
            if (random.nextInt(4) == 0) {
                throw new IllegalStateException(CRASH);
            }
        }

        long distinct() {
            return ids.size();
        }
    }
}
