package io.tenancy.audit.delivery;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.log.SettledEvents;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a log to a sink: each event at least once, in the order of the log, which is that of the changes of each row. Writers
 * never wait for it. On several nodes, one of them delivers at a time. Safe for use by several threads; keep the object, as
 * that of a {@code Sealer}.
 *
 * <p>As meters: {@code tenancy.audit.delivery.lag}, the age in seconds of the oldest event that the sink has not taken, and
 * {@code tenancy.audit.delivery.repeated}, how many events were given to it again.
 */
public final class Delivery implements MeterBinder {

    private static final int USUAL_SIZE = 500;

    private final LogPlace place;
    private final String name;
    private final Sink sink;
    private final int size;
    private final SettledEvents settled;
    private final AtomicLong repeated = new AtomicLong();
    private volatile @Nullable Instant waiting;

    private Delivery(LogPlace place, String name, Sink sink, int size) {
        this.place = place;
        this.name = name;
        this.sink = sink;
        this.size = size;
        this.settled = new SettledEvents(place);
    }

    /** @param name of the sink: under it the log keeps how far it is */
    public static Delivery of(LogPlace place, String name, Sink sink) {
        return new Delivery(place, name, sink, USUAL_SIZE);
    }

    /**
     * The same with other batches; without it, 500 events.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public Delivery inBatchesOf(int events) {
        if (events < 1) {
            throw new IllegalArgumentException("Batches of " + events + " events refused: expected one at least.");
        }
        return new Delivery(place, name, sink, events);
    }

    /**
     * Delivers all settled events, unless another thread or node does.
     *
     * @return how many
     * @throws SinkFailedException if the sink throws; what it took before stays delivered
     */
    public long run() throws SQLException {
        try (Connection connection = place.source().getConnection()) {
            var cursor = new Cursor(place, name, connection);
            if (!cursor.lock()) {
                return 0;
            }
            try {
                return deliver(cursor, new EventBatch(place, connection), settled.upTo(connection));
            } finally {
                if (!connection.isClosed()) {
                    cursor.unlock();
                }
            }
        }
    }

    private long deliver(Cursor cursor, EventBatch log, long end) throws SQLException {
        Cursor.Position start = cursor.position();
        long position = start.seq();
        long delivered = 0;
        List<Delivered> events = log.read(position, end, size);
        while (!events.isEmpty()) {
            int again = (int) events.stream()
                    .filter(event -> event.number() <= start.offered())
                    .count();
            long last = events.get(events.size() - 1).number();
            waiting = events.get(0).at();
            cursor.offer(last, again);
            repeated.addAndGet(again);
            give(events, again);
            cursor.advance(position, last, events.size());
            position = last;
            delivered += events.size();
            events = log.read(position, end, size);
        }
        waiting = log.firstAfter(position).orElse(null);
        return delivered;
    }

    private void give(List<Delivered> events, int again) {
        try {
            sink.accept(events, again);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SinkFailedException(name, events.get(0).number(), e);
        } catch (Exception e) {
            throw new SinkFailedException(name, events.get(0).number(), e);
        }
    }

    /** The age of the oldest event that the sink has not taken, as far as the last run saw; grows while a sink hangs. */
    public Duration lag() {
        Instant oldest = waiting;
        Duration age = oldest == null ? Duration.ZERO : Duration.between(oldest, Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Supplier<Number> seconds = () -> lag().toMillis() / 1000.0;
        Gauge.builder("tenancy.audit.delivery.lag", seconds)
                .baseUnit("seconds")
                .tag("sink", name)
                .tag("schema", place.schema().name())
                .register(registry);
        FunctionCounter.builder("tenancy.audit.delivery.repeated", repeated, AtomicLong::doubleValue)
                .tag("sink", name)
                .tag("schema", place.schema().name())
                .register(registry);
    }

    String name() {
        return name;
    }
}
