package io.tenancy.audit.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.audit.log.LogDatabase;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DeliveryTests {

    private static final LogDatabase LOG = LogDatabase.ofRows();

    private final String sink = UUID.randomUUID().toString();
    private final String tenant = UUID.randomUUID().toString();
    private final List<Delivered> got = new ArrayList<>();
    private final List<Integer> again = new ArrayList<>();

    @AfterAll
    static void close() {
        LOG.close();
    }

    private void take(List<Delivered> events, int repeated) {
        events.stream().filter(event -> event.tenant().equals(tenant)).forEach(got::add);
        again.add(repeated);
    }

    private void deliver(Delivery delivery, int events) throws SQLException {
        for (int i = 0; got.size() < events; i++) {
            assertThat(i).as("looks at the log").isLessThan(10_000);
            delivery.run();
        }
    }

    @Test
    void tellsAllOfAnEventInOneLine() throws SQLException {
        LOG.write(tenant, 2);
        deliver(Delivery.of(LOG.place(), sink, this::take), 2);
        assertThat(got.get(0).json())
                .startsWith(
                        "{\"tenant\":\"" + tenant + "\",\"seq\":" + got.get(0).number())
                .contains("\"id\":\"" + got.get(0).id(), "\"kind\":\"UPDATE\",\"entity\":\"Letter\",\"entityId\":\"1\"")
                .contains("\"before\":{\"subject\": \"old 1\"}", "\"pages\": 1.10")
                .contains("\"actorKind\":\"USER\",\"actor\":\"ann\",\"reason\":\"test\"")
                .doesNotContain("salt");
        assertThat(got).extracting(Delivered::number).isSorted().doesNotHaveDuplicates();
        deliver(Delivery.of(LOG.place(), sink, this::take), 2);
        assertThat(got).hasSize(2);
    }

    /** The transaction that changes a row last may have the smaller id: it only has to begin with something else. */
    @Test
    void givesTheChangesOfARowAsTheyHappened() throws SQLException {
        try (Connection first = LOG.bound(tenant);
                Connection second = LOG.bound(tenant);
                Statement begin = first.createStatement()) {
            begin.execute("select pg_current_xact_id()");
            LogDatabase.write(second, "Earlier", 1);
            second.commit();
            LogDatabase.write(first, "Later", 1);
            first.commit();
        }
        assertThat(
                        LOG.number(
                                "select count(*) from audit_event l join audit_event e using (tenant_id) where tenant_id = '"
                                        + tenant
                                        + "' and l.entity = 'Later' and e.entity = 'Earlier' and l.xid < e.xid and l.seq > e.seq"))
                .isEqualTo(1);
        deliver(Delivery.of(LOG.place(), sink, this::take), 2);
        assertThat(got.get(0).json()).contains("Earlier");
        assertThat(got.get(1).json()).contains("Later");
    }

    @Test
    void comesAgainToASinkThatFailed() throws SQLException {
        LOG.write(tenant, 3);
        var calls = new AtomicInteger();
        Delivery delivery = Delivery.of(LOG.place(), sink, (events, repeated) -> {
            take(events, repeated);
            if (calls.incrementAndGet() < 3) {
                throw new IOException("disk full");
            }
        });
        var meters = new SimpleMeterRegistry();
        delivery.bindTo(meters);
        for (int i = 0; i < 2; i++) {
            got.clear();
            assertThatThrownBy(() -> deliver(delivery, 3))
                    .isInstanceOf(SinkFailedException.class)
                    .hasMessageContaining(sink)
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(delivery.lag()).isPositive();
            assertThat(meters.get("tenancy.audit.delivery.lag").gauge().value()).isPositive();
        }
        got.clear();
        deliver(delivery, 3);
        assertThat(again.get(0)).isZero();
        assertThat(again.get(2)).isGreaterThanOrEqualTo(3);
        assertThat(meters.get("tenancy.audit.delivery.repeated")
                        .functionCounter()
                        .count())
                .isGreaterThanOrEqualTo(6);
        delivery.run();
        assertThat(delivery.lag()).isZero();
    }

    @Test
    void countsWhatComesTwiceAfterTheDelivererEnded() throws SQLException {
        LOG.write(tenant, 3);
        Delivery killed = Delivery.of(LOG.place(), sink, (events, repeated) -> {
            take(events, repeated);
            LOG.database.executeAsSuperuser("select pg_terminate_backend(l.pid) from pg_locks l join pg_database d"
                    + " on d.oid = l.database where l.locktype = 'advisory' and d.datname = current_database()");
        });
        assertThatThrownBy(() -> deliver(killed, 3)).isInstanceOf(SQLException.class);
        assertThat(got).hasSize(3);
        deliver(Delivery.of(LOG.place(), sink, this::take), 6);
        assertThat(got.subList(3, 6)).isEqualTo(got.subList(0, 3));
        assertThat(again.get(again.size() - 1)).isGreaterThanOrEqualTo(3);
        assertThat(LOG.number("select repeated from audit_delivery where sink = '" + sink + "'"))
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void neverHoldsUpAWriteNorAnotherSink() throws Exception {
        LOG.write(tenant, 1);
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        Delivery slow = Delivery.of(LOG.place(), sink, (events, repeated) -> {
            inside.countDown();
            go.await();
        });
        try (Courier courier = Courier.start(slow, Duration.ofMillis(10))) {
            assertThat(inside.await(1, TimeUnit.MINUTES)).isTrue();
            LOG.write(tenant, 1);
            deliver(Delivery.of(LOG.place(), "quick " + sink, this::take), 2);
            // Not even the same sink under a second deliverer waits; it leaves the work to the first.
            assertThat(Delivery.of(LOG.place(), sink, this::take).run()).isZero();
            go.countDown();
        }
    }

    @Test
    void goesOnAfterAFailureOnItsOwn() throws Exception {
        LOG.write(tenant, 1);
        var calls = new AtomicInteger();
        var arrived = new CountDownLatch(1);
        Delivery delivery = Delivery.of(LOG.place(), sink, (events, repeated) -> {
            if (calls.incrementAndGet() < 3) {
                throw new IOException("not yet");
            }
            arrived.countDown();
        });
        try (Courier courier = Courier.start(delivery, Duration.ofMillis(1))) {
            assertThat(arrived.await(1, TimeUnit.MINUTES)).isTrue();
        }
    }
}
