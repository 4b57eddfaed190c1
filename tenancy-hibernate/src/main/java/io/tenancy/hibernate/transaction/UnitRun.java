package io.tenancy.hibernate.transaction;

import io.tenancy.context.Deadline;
import io.tenancy.hibernate.transaction.TransactionStoppedException.Reason;
import io.tenancy.refusal.ServerUnavailableException;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.jspecify.annotations.Nullable;

/** Attempts at one unit of work, until one is committed or none may follow. */
final class UnitRun<S extends SharedSessionContract, R extends @Nullable Object> {

    private final SessionFactory factory;
    private final TransactionOptions options;
    private final RetryBudget budget;
    private final TransactionMeters meters;
    private final Stop stop;

    UnitRun(SessionFactory factory, TransactionOptions options, RetryBudget budget, TransactionMeters meters) {
        this.factory = factory;
        this.options = options;
        this.budget = budget;
        this.meters = meters;
        Deadline own = options.findTimeout().map(Deadline::in).orElse(Deadline.NONE);
        this.stop = new Stop(own.orEarlier(Deadline.current()), options.cancellation());
    }

    Completed<R> run(Supplier<S> opening, BiFunction<S, Attempt, R> work) {
        budget.earn();
        for (int number = 1; ; number++) {
            var attempt = new Attempt(number);
            var run = new AttemptRun<S, R>(options, stop, attempt);
            try {
                return committed(attempt, run.run(opening, work));
            } catch (RuntimeException e) {
                if (run.committed()) {
                    committed(attempt, run.requireDone());
                    throw e;
                }
                Failure failure = Failure.of(e);
                if (run.leavesOutcomeOpen(failure) && landed(run, e)) {
                    return committed(attempt, run.requireDone());
                }
                awaitNext(number, requireConflict(run, failure, e), e);
            }
        }
    }

    private Completed<R> committed(Attempt attempt, Completed<R> completed) {
        meters.committed();
        attempt.runAfterCommit();
        return completed;
    }

    /** False if the lost commit is known to have done nothing. What only read has nothing to lose. */
    private boolean landed(AttemptRun<S, R> run, RuntimeException loss) {
        if (options.readOnly()) {
            return false;
        }
        CommitTicket ticket = run.findTicket().orElse(null);
        return switch (ticket == null ? CommitTicket.Fate.UNKNOWN : ticket.resolve(factory, loss)) {
            case COMMITTED -> true;
            case ABORTED -> false;
            case UNKNOWN -> {
                meters.unknown();
                throw new UnknownOutcomeException(Units.tenant(), ticket, loss);
            }
        };
    }

    /** @throws RuntimeException the failure, or what it means, if it is not worth another attempt */
    private String requireConflict(AttemptRun<S, R> run, Failure failure, RuntimeException e) {
        if (run.leavesOutcomeOpen(failure)) {
            return "lost commit";
        }
        if (failure.cancelled()
                || Failure.has(TransactionStoppedException.class, e)
                || Failure.has(ServerUnavailableException.class, e)) {
            stop.findReason().ifPresent(reason -> {
                throw stopped(reason, e);
            });
        }
        return options.retry().findConflict(failure).orElseThrow(() -> {
            meters.failed();
            return e;
        });
    }

    private void awaitNext(int number, String conflict, RuntimeException e) {
        meters.conflict(conflict);
        RetryPolicy retry = options.retry();
        if (retry.attempts() == 1) {
            throw e;
        }
        Duration pause = retry.pauseAfter(number);
        if (number >= retry.attempts()) {
            throw exhausted(number, conflict, "no attempt is left.", e);
        }
        if (stop.deadline().comesWithin(pause)) {
            throw exhausted(number, conflict, "its time is up before the next one.", e);
        }
        if (!budget.spend()) {
            throw exhausted(number, conflict, "the retry budget of this factory is spent.", e);
        }
        try {
            stop.pause(pause);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw stopped(Reason.INTERRUPTED, e);
        }
    }

    private RetriesExhaustedException exhausted(int attempts, String conflict, String limit, RuntimeException last) {
        meters.exhausted(conflict);
        return new RetriesExhaustedException(Units.tenant(), attempts, conflict, limit, last);
    }

    private TransactionStoppedException stopped(Reason reason, RuntimeException cause) {
        meters.failed();
        return cause instanceof TransactionStoppedException known
                ? known
                : new TransactionStoppedException(Units.tenant(), reason, cause);
    }
}
