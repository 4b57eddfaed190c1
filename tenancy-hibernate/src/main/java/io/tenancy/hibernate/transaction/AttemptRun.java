package io.tenancy.hibernate.transaction;

import io.tenancy.postgres.binding.AbortCause;
import jakarta.persistence.RollbackException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.Transaction;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/** One session and one transaction around the work, once. Remembers how far it came, for who must tell what is true now. */
final class AttemptRun<S extends SharedSessionContract, R extends @Nullable Object> {

    private final TransactionOptions options;
    private final Stop stop;
    private final Attempt attempt;
    private @Nullable CommitTicket ticket;
    private @Nullable Completed<R> done;
    private boolean commitSent;
    private boolean committed;

    AttemptRun(TransactionOptions options, Stop stop, Attempt attempt) {
        this.options = options;
        this.stop = stop;
        this.attempt = attempt;
    }

    Completed<R> run(Supplier<S> opening, BiFunction<S, Attempt, R> work) {
        stop.check();
        try (S session = opening.get()) {
            SessionAttempt.settle(session, attempt.number());
            ((SharedSessionContractImplementor) session)
                    .getEventListenerManager()
                    .addListener(new SessionWatch(stop::check));
            return inTransaction(session, work);
        }
    }

    private Completed<R> inTransaction(S session, BiFunction<S, Attempt, R> work) {
        Transaction transaction = begin(session);
        Stop.Grip grip = stop.grip(session);
        try {
            isolate(session);
            transaction.runBeforeCompletion(() -> prepareCommit(session, grip));
            transaction.runAfterCompletion(status -> committed = status == TransactionStatus.COMMITTED);
            var completed = new Completed<R>(work.apply(session, attempt), attempt.number());
            done = completed;
            refuseSilentRollback(transaction);
            transaction.commit();
            return completed;
        } catch (RuntimeException e) {
            grip.release();
            tellAbortCause(session, transaction, e);
            throw telling(e, findRollbackFailure(transaction));
        } catch (Error e) {
            grip.release();
            findRollbackFailure(transaction).ifPresent(e::addSuppressed);
            throw e;
        }
    }

    /** Here Hibernate takes its connection, and waits for it no longer than the unit may last. */
    private Transaction begin(S session) {
        try (var scope = stop.deadline().enter()) {
            return session.beginTransaction();
        }
    }

    /** Hibernate calls it when all is flushed and only COMMIT is left. That is not cancelled, or its fate were unknown. */
    private void prepareCommit(S session, Stop.Grip grip) {
        stop.check();
        grip.release();
        if (options.outcomeCheck()) {
            ticket = CommitTicket.take(session);
        }
        commitSent = true;
    }

    private void isolate(S session) {
        Isolation isolation = options.isolation();
        if (isolation != null) {
            session.doWork(connection -> {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(isolation.setting());
                }
            });
        }
    }

    /** Where the work swallowed an error, Hibernate would roll back and report success. */
    private static void refuseSilentRollback(Transaction transaction) {
        if (transaction.getStatus() == TransactionStatus.MARKED_ROLLBACK) {
            throw new RollbackException("Commit refused: after an error that the work caught, the session can only be"
                    + " rolled back. Let the error out, or run what may fail in Savepoints.in(session).");
        }
    }

    private static Optional<RuntimeException> findRollbackFailure(Transaction transaction) {
        try {
            if (transaction.getStatus().canRollback()) {
                transaction.rollback();
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(e);
        }
    }

    /** Hibernate's find may log an SQL error and answer null. Whatever the work made of that, the error is the reason. */
    private static void tellAbortCause(SharedSessionContract session, Transaction transaction, RuntimeException error) {
        try {
            if (transaction.getStatus().canRollback()) {
                session.doReturningWork(AttemptRun::findAbortCause)
                        .filter(cause -> !Failure.holds(cause, error))
                        .ifPresent(error::addSuppressed);
            }
        } catch (RuntimeException e) {
            error.addSuppressed(e);
        }
    }

    private static Optional<SQLException> findAbortCause(Connection connection) throws SQLException {
        return connection.isWrapperFor(AbortCause.class)
                ? connection.unwrap(AbortCause.class).find()
                : Optional.empty();
    }

    /**
     * The error that says what happened. When the connection is lost, Hibernate's find logs that and answers null, and the
     * work fails for want of its row: then only the rollback tells.
     */
    private static RuntimeException telling(RuntimeException error, Optional<RuntimeException> rollback) {
        if (rollback.isEmpty()) {
            return error;
        }
        RuntimeException second = rollback.get();
        if (Failure.of(error).sqlStates().isEmpty() && Failure.of(second).lostConnection()) {
            second.addSuppressed(error);
            return second;
        }
        error.addSuppressed(second);
        return error;
    }

    /** True if this failure leaves open whether the transaction was committed. */
    boolean leavesOutcomeOpen(Failure failure) {
        return commitSent && !committed && failure.lostConnection();
    }

    /** True if only what comes after a commit failed. */
    boolean committed() {
        return committed;
    }

    Optional<CommitTicket> findTicket() {
        return Optional.ofNullable(ticket);
    }

    /** What the work gave, once it came to its end. */
    Completed<R> requireDone() {
        Completed<R> completed = done;
        if (completed == null) {
            throw new AssertionError("nothing is committed before its work has ended");
        }
        return completed;
    }
}
