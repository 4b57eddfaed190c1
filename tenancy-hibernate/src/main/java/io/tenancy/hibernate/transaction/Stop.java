package io.tenancy.hibernate.transaction;

import io.tenancy.context.Deadline;
import io.tenancy.hibernate.transaction.TransactionStoppedException.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** What may end a unit of work from outside: its deadline, and who cancels it. */
final class Stop {

    private final Deadline deadline;
    private final @Nullable Cancellation cancellation;

    Stop(Deadline deadline, @Nullable Cancellation cancellation) {
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    Deadline deadline() {
        return deadline;
    }

    Optional<Reason> findReason() {
        if (cancellation != null && cancellation.isCancelled()) {
            return Optional.of(Reason.CANCELLED);
        }
        return deadline.passed() ? Optional.of(Reason.DEADLINE) : Optional.empty();
    }

    /** @throws TransactionStoppedException if it was stopped */
    void check() {
        findReason().ifPresent(reason -> {
            throw new TransactionStoppedException(Units.tenant(), reason, null);
        });
    }

    /** Waits, but not longer than until it is cancelled. */
    void pause(Duration pause) throws InterruptedException {
        if (cancellation == null) {
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        } else {
            cancellation.await(pause);
        }
    }

    /** From now on the session's statements can be stopped; the caller says when its connection is no longer its own. */
    Grip grip(SharedSessionContract session) {
        if (cancellation == null && !deadline.exists()) {
            return () -> {};
        }
        Brake brake = new Brake(session.doReturningWork(connection -> connection.unwrap(PGConnection.class)));
        CompletableFuture<@Nullable Void> alarm = alarm();
        CompletableFuture<Void> rung = alarm.thenRun(brake::pull);
        if (cancellation != null) {
            cancellation.add(brake);
        }
        return () -> {
            rung.cancel(false);
            alarm.cancel(false);
            if (cancellation != null) {
                cancellation.remove(brake);
            }
            brake.release();
        };
    }

    /** Completes when the deadline passes, or never. */
    private CompletableFuture<@Nullable Void> alarm() {
        CompletableFuture<@Nullable Void> alarm = new CompletableFuture<>();
        return deadline.exists()
                ? alarm.completeOnTimeout(null, deadline.left().toNanos(), TimeUnit.NANOSECONDS)
                : alarm;
    }

    /** A hold on the statements of one attempt. */
    @FunctionalInterface
    interface Grip {
        /** A second time does nothing. */
        void release();
    }
}
