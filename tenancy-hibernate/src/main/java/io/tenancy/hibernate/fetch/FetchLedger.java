package io.tenancy.hibernate.fetch;

import io.tenancy.hibernate.fetch.FetchGuard.Mode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.hibernate.SharedSessionContract;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** What a session ran, and why. For use by the session's thread. */
public final class FetchLedger implements Extension {

    private static final Logger LOG = System.getLogger("io.tenancy.fetch");

    private final SharedSessionContractImplementor session;
    private final Map<Key, FetchedStatement> statements = new LinkedHashMap<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private FetchGuard guard;
    private @Nullable Wanted wanted;
    private int lazyAllowed;

    private record Key(Origin origin, String sql) {}

    FetchLedger(SharedSessionContractImplementor session, FetchGuard guard) {
        this.session = session;
        this.guard = guard;
    }

    /** @throws IllegalStateException if the factory was built without a fetch guard */
    public static FetchLedger of(SharedSessionContract session) {
        FetchLedger ledger = find((SharedSessionContractImplementor) session);
        if (ledger == null) {
            throw new IllegalStateException(
                    "This session keeps no fetch ledger. Build its factory with a fetch guard, such"
                            + " as fetchGuard(FetchGuard.observe()).");
        }
        return ledger;
    }

    static @Nullable FetchLedger find(SharedSessionContractImplementor session) {
        return session.getExtension(FetchLedger.class);
    }

    /** Has another guard look at this session from now on. */
    public void guardBy(FetchGuard other) {
        guard = other;
    }

    /** All statements so far, in the order of their first run. */
    public Collection<FetchedStatement> statements() {
        return Collections.unmodifiableCollection(statements.values());
    }

    /** How many selects ran so far. */
    public long selects() {
        return statements.values().stream()
                .filter(FetchedStatement::isSelect)
                .mapToLong(FetchedStatement::count)
                .sum();
    }

    /** What was fetched one by one so far, each once. */
    public List<Repetition> repetitions() {
        return List.copyOf(repetitions);
    }

    /** For tests: says what this session should have done, and throws where it did not. */
    public FetchExpectation expect() {
        return new FetchExpectation(this);
    }

    /** Fetches lazily in spite of a strict guard, as long as the work runs; repetitions count all the same. */
    public <R extends @Nullable Object> R allowLazy(Supplier<R> work) {
        lazyAllowed++;
        try {
            return work.get();
        } finally {
            lazyAllowed--;
        }
    }

    /** Hibernate is about to look for this, in its caches first. */
    void want(Wanted next) {
        wanted = next;
    }

    /** Hibernate has it, with a statement or without. */
    void got() {
        wanted = null;
    }

    /** @throws RuntimeException if the guard refuses the statement; then it is not run */
    FetchedStatement prepare(String sql) {
        Wanted reason = wanted;
        wanted = null;
        Origin origin = reason == null ? Origin.QUERY : reason.origin();
        if (guard.refusesLazy() && origin.isLazy() && lazyAllowed == 0) {
            throw new LazyFetchException(origin, association(reason, origin), ApplicationLine.current());
        }
        var statement = statements.computeIfAbsent(
                new Key(origin, sql), key -> new FetchedStatement(origin, sql, reason != null && reason.batched()));
        int times = statement.want();
        if (times >= guard.repeats()) {
            repeated(statement, reason, times);
        }
        return statement;
    }

    private void repeated(FetchedStatement statement, @Nullable Wanted reason, int times) {
        var repetition = new Repetition(
                statement.origin(),
                association(reason, statement.origin()),
                times,
                ApplicationLine.current(),
                statement.sql());
        repetitions.add(repetition);
        guard.listener().repeated(repetition);
        if (guard.refusesRepeats()) {
            throw new RepeatedFetchException(repetition);
        }
        statement.settle();
        if (guard.mode() == Mode.WARN) {
            LOG.log(Level.WARNING, repetition.toString());
        }
    }

    private String association(@Nullable Wanted reason, Origin origin) {
        return reason == null ? origin.name() : reason.association(session);
    }
}
