package io.tenancy.postgres.directory;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGNotification;

/**
 * Has a cache forget a tenant as soon as any node has changed it. A hint only: whenever nothing can be heard, which the
 * log says once, the expiry of the cache remains; and once something can be heard again, the whole cache is forgotten,
 * since changes may have been missed.
 *
 * <p>Takes one connection for as long as it is open, and one daemon thread. Safe for use by several threads.
 */
public final class DirectoryListener implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.tenancy.directory");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int JOIN_MILLIS = 5_000;

    private final ControlDatabase database;
    private final ControlDatabase announcer;
    private final Map<String, Ear> ears;
    /** Within which a change is seen though nobody heard of it. */
    private final Duration expiry;

    private final Duration patience;
    private final Backoff backoff = new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Hearing hearing = new Hearing();
    private final Thread thread = new Thread(this::run, "tenancy-directory-listener");
    private volatile @Nullable Subscription current;
    /** For the thread alone. */
    private boolean warned;

    private DirectoryListener(
            ControlDatabase database, ControlDatabase announcer, List<Ear> ears, Duration expiry, Duration patience) {
        this.database = database;
        this.announcer = announcer;
        this.ears = ears.stream().collect(Collectors.toUnmodifiableMap(Ear::channel, Function.identity()));
        this.expiry = expiry;
        this.patience = patience;
    }

    /**
     * Begins to listen, and goes on trying if it cannot.
     *
     * @param database reached directly, not through a pooler; the reader of its {@link ControlRoles} will do
     */
    public static DirectoryListener start(ControlDatabase database, CachedTenantDirectory cache) {
        return start(database, database, cache, PATIENCE);
    }

    /** The same, and has the gate forget the version of a schema that is migrated. */
    public static DirectoryListener start(ControlDatabase database, CachedTenantDirectory cache, VersionGate gate) {
        return begin(new DirectoryListener(
                database,
                database,
                List.of(Ear.of(cache), Ear.of(gate)),
                cache.bounds().expiry(),
                PATIENCE));
    }

    /** @param announcer sends what must arrive before anything counts as heard, within the patience */
    static DirectoryListener start(
            ControlDatabase database, ControlDatabase announcer, CachedTenantDirectory cache, Duration patience) {
        return begin(new DirectoryListener(
                database, announcer, List.of(Ear.of(cache)), cache.bounds().expiry(), patience));
    }

    private static DirectoryListener begin(DirectoryListener listener) {
        listener.thread.setDaemon(true);
        listener.thread.start();
        return listener;
    }

    /** Whether changes are heard at this moment, as far as is known. */
    public boolean isListening() {
        return hearing.now();
    }

    /** Waits until changes are heard; false if that took longer. */
    public boolean awaitListening(Duration longest) throws InterruptedException {
        return hearing.await(longest);
    }

    /** Ends the connection and the thread. A second close does nothing. */
    @Override
    public void close() {
        closing.countDown();
        abortCurrent();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void abortCurrent() {
        Subscription open = current;
        try {
            if (open != null) {
                open.abort();
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The connection that listened was gone already.", e);
        }
    }

    private void run() {
        do {
            try {
                listen();
            } catch (SQLException | RuntimeException e) {
                lost(e);
            } finally {
                hearing.set(false);
            }
        } while (!closesWithin(backoff.pause()));
    }

    private void listen() throws SQLException {
        try (Subscription subscription = Subscription.open(database)) {
            current = subscription;
            if (isClosing()) {
                return;
            }
            subscription.listen(ears.values(), announcer, patience);
            // What changed while nobody listened was not heard.
            ears.values().forEach(ear -> ear.missed().run());
            heard();
            while (!isClosing()) {
                subscription.await().forEach(this::hear);
            }
        } finally {
            current = null;
        }
    }

    private void hear(PGNotification said) {
        Ear ear = ears.get(said.getName());
        if (ear != null) {
            ear.heard().accept(said.getParameter());
        }
    }

    private void heard() {
        backoff.reset();
        if (warned) {
            warned = false;
            LOG.log(Level.INFO, "Changes of tenants are heard at once again.");
        }
        hearing.set(true);
    }

    /** Warns of the first of several failures in a row. */
    private void lost(Exception failure) {
        if (!warned && !isClosing()) {
            warned = true;
            String reason = failure instanceof SQLException sql ? ControlFailure.explain(sql) : failure.toString();
            LOG.log(
                    Level.WARNING,
                    "Changes of tenants are not heard at once; only the expiry of the cache remains, " + expiry
                            + ". It will be tried again. Reason: " + reason);
        }
    }

    private boolean closesWithin(Duration pause) {
        try {
            return closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }
}
