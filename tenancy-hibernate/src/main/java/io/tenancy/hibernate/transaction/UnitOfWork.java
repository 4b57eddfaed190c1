package io.tenancy.hibernate.transaction;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.tenancy.hibernate.routing.TenantRouting;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Work that owns its transaction, and how that transaction is to be. Each attempt has a new session, a new transaction and
 * fresh reads; it is committed when the work ends, and rolled back if the work throws. Immutable, and safe for use by
 * several threads; what it runs stays on the caller's thread.
 *
 * <p>The work may run several times: effects outside of the database belong into {@link Attempt#afterCommit}.
 *
 * <p>Every way to run throws {@link NestedTransactionException} if the thread already has a transaction of the same
 * factory, {@link RetriesExhaustedException}, {@link TransactionStoppedException} or {@link UnknownOutcomeException}; what
 * else the work or the commit throws comes as it is.
 */
public final class UnitOfWork {

    private final SessionFactory factory;
    private final TransactionOptions options;
    private final RetryBudget budget;
    private final TransactionMeters meters;
    private final UnitObservations observations;

    private UnitOfWork(
            SessionFactory factory,
            TransactionOptions options,
            RetryBudget budget,
            TransactionMeters meters,
            UnitObservations observations) {
        this.factory = factory;
        this.options = options;
        this.budget = budget;
        this.meters = meters;
        this.observations = observations;
    }

    /** A plain unit of work: one attempt, the server's own isolation, no limit of time. Make one for each factory. */
    public static UnitOfWork of(SessionFactory factory) {
        return new UnitOfWork(
                factory,
                TransactionOptions.PLAIN,
                RetryBudget.standard(),
                TransactionMeters.none(),
                UnitObservations.none());
    }

    /** The same, counted: {@code tenancy.transaction.attempts}, {@code .exhausted} and {@code .unknown}. */
    public UnitOfWork withMeters(MeterRegistry registry) {
        return new UnitOfWork(factory, options, budget, new TransactionMeters(registry), observations);
    }

    /** The same, each of them observed as {@code tenancy.unit.of.work}. */
    public UnitOfWork withObservations(ObservationRegistry registry) {
        return new UnitOfWork(factory, options, budget, meters, new UnitObservations(registry));
    }

    /** The same with another budget for retries, shared by all that is derived from this one. */
    public UnitOfWork withBudget(RetryBudget retries) {
        return new UnitOfWork(factory, options, retries, meters, observations);
    }

    /** The same under an isolation level, which costs one round trip. */
    public UnitOfWork isolation(Isolation level) {
        return with(options.withIsolation(level));
    }

    public UnitOfWork serializable() {
        return isolation(Isolation.SERIALIZABLE);
    }

    /** The same for reading: PostgreSQL refuses writes, Hibernate keeps no snapshots. Costs no round trip. */
    public UnitOfWork readOnly() {
        return with(options.asReadOnly());
    }

    /** The same, attempted again after conflicts. */
    public UnitOfWork retrying(RetryPolicy policy) {
        return with(options.withRetry(policy));
    }

    /**
     * The same with so much time for all attempts and pauses. When it is up, a running statement is cancelled, and none
     * follows; a COMMIT that was sent is waited for.
     */
    public UnitOfWork timeout(Duration limit) {
        return with(options.withTimeout(limit));
    }

    /**
     * The same, which asks the server for the fate of a commit whose answer was lost. The question needs the transaction's
     * id, which costs one round trip before each commit.
     */
    public UnitOfWork withOutcomeCheck() {
        return with(options.withOutcomeCheck());
    }

    /** The same, to be stopped from another thread. */
    public UnitOfWork cancelledBy(Cancellation cancellation) {
        return with(options.withCancellation(cancellation));
    }

    public Optional<Duration> findTimeout() {
        return options.findTimeout();
    }

    public void run(Consumer<Session> work) {
        call(session -> {
            work.accept(session);
            return null;
        });
    }

    public <R extends @Nullable Object> R call(Function<Session, R> work) {
        return complete((session, attempt) -> work.apply(session)).result();
    }

    /** For work that asks for its attempt, and callers who ask how many it took. */
    public <R extends @Nullable Object> Completed<R> complete(BiFunction<Session, Attempt, R> work) {
        return complete(() -> factory.withOptions().readOnly(options.readOnly()).openSession(), work);
    }

    public void runStateless(Consumer<StatelessSession> work) {
        callStateless(session -> {
            work.accept(session);
            return null;
        });
    }

    public <R extends @Nullable Object> R callStateless(Function<StatelessSession, R> work) {
        return completeStateless((session, attempt) -> work.apply(session)).result();
    }

    public <R extends @Nullable Object> Completed<R> completeStateless(BiFunction<StatelessSession, Attempt, R> work) {
        return complete(
                () -> factory.withStatelessOptions()
                        .readOnly(options.readOnly())
                        .openStatelessSession(),
                work);
    }

    private <S extends SharedSessionContract, R extends @Nullable Object> Completed<R> complete(
            Supplier<S> opening, BiFunction<S, Attempt, R> work) {
        if (TenantRouting.find(factory.unwrap(SessionFactoryImplementor.class))
                .filter(TenantRouting::transactionOpen)
                .isPresent()) {
            throw new NestedTransactionException(Units.tenant());
        }
        var run = new UnitRun<S, R>(factory, options, budget, meters);
        return observations.observe(options, () -> run.run(opening, work));
    }

    private UnitOfWork with(TransactionOptions changed) {
        return new UnitOfWork(factory, changed, budget, meters, observations);
    }
}
