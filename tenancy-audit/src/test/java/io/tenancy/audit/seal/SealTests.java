package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.audit.log.LogDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SealTests {

    private static final LogDatabase LOG = LogDatabase.ofRows();

    private final Sealer sealer = Sealer.of(LOG.place());
    private final Verifier verifier = Verifier.of(LOG.place());

    @AfterAll
    static void close() {
        LOG.close();
    }

    @BeforeEach
    void empty() {
        LOG.execute("truncate audit_event, audit_seal; select tenancy_audit_months()");
    }

    @Test
    void findsAnEdit() throws SQLException {
        LOG.write("thin", 10);
        Waiting.seal(sealer, 10);
        Verification intact = verifier.verify("thin");
        assertThat(intact.findFlaw()).isEmpty();
        assertThat(intact.events()).isEqualTo(10);
        LOG.execute("update audit_event set actor = 'bob' where entity_id = '7'");
        long number = LOG.number("select seq from audit_event where entity_id = '7'");
        assertThat(verifier.verify("thin").findFlaw()).hasValueSatisfying(flaw -> {
            assertThat(flaw.kind()).isEqualTo(Flaw.Kind.EDITED);
            assertThat(flaw.number()).isEqualTo(number);
        });
    }

    @Test
    void waitsForWhoTookANumberAndHasNotCommitted() throws SQLException {
        LOG.write("slow", 1);
        Waiting.seal(sealer, 1);
        try (Connection open = LOG.bound("slow")) {
            LogDatabase.write(open, "Early", 1);
            LOG.write("slow", 1);
            long early = LOG.number("select last_value - 1 from audit_event_seq");
            for (int i = 0; i < 3; i++) {
                assertThat(sealer.seal()).isZero();
            }
            open.commit();
            Waiting.seal(sealer, 2);
            assertThat(LOG.number("select count(*) from audit_event where entity = 'Early' and seq = " + early))
                    .isEqualTo(1);
        }
        assertThat(verifier.verify("slow").events()).isEqualTo(3);
    }

    @Test
    void keepsTenantsApart() throws SQLException {
        LOG.write("left", 5);
        LOG.write("right", 5);
        LOG.write("left", 5);
        var told = new ArrayList<Head>();
        Waiting.seal(sealer.withSink(told::addAll).withWindow(8), 15);
        assertThat(verifier.verify("left").batches()).isEqualTo(2);
        assertThat(verifier.verify("left").events()).isEqualTo(10);
        LOG.execute("delete from audit_event where tenant_id = 'right' and entity_id = '3'");
        assertThat(verifier.verify("left").isIntact()).isTrue();
        assertThat(verifier.verify("right").findFlaw()).map(Flaw::kind).contains(Flaw.Kind.DELETED);
        assertThat(told).containsAll(sealer.heads());
    }

    @Test
    void needsAnAnchorToMissAnEndThatIsGoneWithItsSeals() throws SQLException {
        LOG.write("cut", 5);
        Waiting.seal(sealer, 5);
        LOG.write("cut", 5);
        Waiting.seal(sealer, 5);
        Head anchor = sealer.heads().get(0);
        assertThat(verifier.verify("cut", anchor).anchored()).isTrue();

        LOG.execute("delete from audit_event using audit_seal where number = 2 and seq >= first_seq;"
                + " delete from audit_seal where number = 2");
        assertThat(verifier.verify("cut").isIntact()).isTrue();
        assertThat(verifier.verify("cut", anchor).findFlaw()).map(Flaw::kind).contains(Flaw.Kind.TRUNCATED);

        LOG.write("cut", 5);
        Waiting.seal(sealer, 5);
        assertThat(verifier.verify("cut").isIntact()).isTrue();
        assertThat(verifier.verify("cut", anchor).findFlaw()).map(Flaw::kind).contains(Flaw.Kind.SEAL_CHANGED);
    }

    @Test
    void isOneChainWhereManySealAtOnce() throws Exception {
        int sealers = 4;
        var start = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(sealers);
        try {
            for (int i = 0; i < 20; i++) {
                LOG.write("busy", 10);
            }
            var ends = new ArrayList<Future<Long>>();
            for (int i = 0; i < sealers; i++) {
                ends.add(threads.submit(() -> {
                    start.await();
                    return Sealer.of(LOG.place()).withWindow(20).seal();
                }));
            }
            start.countDown();
            long count = 0;
            for (Future<Long> end : ends) {
                count += end.get();
            }
            Waiting.seal(sealer, 200 - count);
        } finally {
            threads.shutdown();
        }
        Verification found = verifier.verify("busy");
        assertThat(found.findFlaw()).isEmpty();
        assertThat(found.events()).isEqualTo(200);
        assertThat(LOG.number("select sum(events) from audit_seal")).isEqualTo(200);
    }

    @Test
    void startsAtTheMonthsThatAreStillThere() throws SQLException {
        LOG.execute("select tenancy_audit_month('audit_event_2020_01', '2020-01-01 00:00+00', '2020-02-01 00:00+00')");
        LOG.write("old", 4);
        LOG.execute("update audit_event set at = '2020-01-15' where entity_id <= '3'");
        Waiting.seal(sealer, 4);
        LOG.write("old", 6);
        LOG.execute("update audit_event set at = '2020-01-20' where entity_id in ('5', '6')");
        Waiting.seal(sealer, 6);
        Head anchor = sealer.heads().get(0);
        assertThat(verifier.verify("old").events()).isEqualTo(10);

        LOG.execute("select tenancy_audit_drop('2020-06-01')");
        Verification kept = verifier.verify("old", anchor);
        assertThat(kept.findFlaw()).isEmpty();
        assertThat(kept.dropped()).isEqualTo(5);
        assertThat(kept.events()).isEqualTo(5);

        LOG.execute("delete from audit_event where entity_id = '4'");
        assertThat(verifier.verify("old").findFlaw()).map(Flaw::kind).contains(Flaw.Kind.DELETED);
    }

    @Test
    void dropsTheSealsOfMonthsThatAreGone() throws SQLException {
        LOG.execute("select tenancy_audit_month('audit_event_2020_01', '2020-01-01 00:00+00', '2020-02-01 00:00+00')");
        LOG.write("old", 4);
        LOG.execute("update audit_event set at = '2020-01-15'");
        Waiting.seal(sealer, 4);
        Head first = sealer.heads().get(0);
        LOG.write("old", 6);
        Waiting.seal(sealer, 6);
        LOG.execute("select tenancy_audit_drop('2020-06-01')");
        assertThat(LOG.number("select tenancy_audit_seal_drop()")).isEqualTo(1);
        Verification kept = verifier.verify("old", sealer.heads().get(0));
        assertThat(kept.findFlaw()).isEmpty();
        assertThat(kept.firstBatch()).isEqualTo(2);
        assertThat(kept.events()).isEqualTo(6);
        assertThat(kept.anchored()).isTrue();
        assertThat(verifier.verify("old", first).anchored()).isTrue();
        assertThat(List.of(first, sealer.heads().get(0))).doesNotHaveDuplicates();
    }

    @Test
    void refusesTheHeadOfAnotherTenant() {
        assertThatIllegalArgumentException().isThrownBy(() -> verifier.verify("left", new Head("right", 1, "00")));
    }
}
