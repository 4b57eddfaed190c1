package io.tenancy.hibernate.transaction;

import io.tenancy.postgres.binding.VoidPlan;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.StaleStateException;
import org.hibernate.dialect.lock.OptimisticEntityLockException;

/**
 * What lies behind an error: Hibernate and callers wrap the same SQLSTATE in many types, so the whole chain is searched,
 * causes, suppressed ones and the next ones of a batch.
 *
 * @param version whether somebody else changed a row meanwhile
 * @param planVoid whether a prepared plan no longer fits its table
 */
record Failure(Set<String> sqlStates, boolean version, boolean planVoid) {

    static Failure of(Throwable error) {
        var states = new LinkedHashSet<String>();
        boolean version = false;
        boolean planVoid = false;
        for (Throwable one : chain(error)) {
            if (one instanceof SQLException sql && sql.getSQLState() != null) {
                states.add(sql.getSQLState());
                planVoid |= VoidPlan.isToldBy(sql);
            }
            version |= one instanceof StaleStateException
                    || one instanceof OptimisticLockException
                    || one instanceof OptimisticEntityLockException;
        }
        return new Failure(Collections.unmodifiableSet(states), version, planVoid);
    }

    /** The connection broke or was ended: what was under way may have been done or not. */
    boolean lostConnection() {
        return sqlStates.stream()
                .anyMatch(state -> state.startsWith("08")
                        || state.equals("40003")
                        || state.equals("57P01")
                        || state.equals("57P02")
                        || state.equals("57P05"));
    }

    /** The server ended the statement because it was asked to. */
    boolean cancelled() {
        return sqlStates.contains("57014");
    }

    /** No rollback to a savepoint helps: the transaction as a whole must end. */
    boolean endsTransaction() {
        return lostConnection() || cancelled() || sqlStates.stream().anyMatch(state -> state.startsWith("40"));
    }

    static <T extends Throwable> boolean has(Class<T> type, Throwable error) {
        return chain(error).stream().anyMatch(type::isInstance);
    }

    static boolean holds(Throwable part, Throwable error) {
        return chain(error).contains(part);
    }

    private static List<Throwable> chain(Throwable error) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        var found = new ArrayList<Throwable>();
        var open = new ArrayDeque<Throwable>();
        open.add(error);
        while (!open.isEmpty()) {
            Throwable one = open.remove();
            if (seen.add(one)) {
                found.add(one);
                Stream.of(Optional.ofNullable(one.getCause()), findNext(one))
                        .flatMap(Optional::stream)
                        .forEach(open::add);
                Collections.addAll(open, one.getSuppressed());
            }
        }
        return found;
    }

    private static Optional<Throwable> findNext(Throwable error) {
        return Optional.ofNullable(error instanceof SQLException sql ? sql.getNextException() : null);
    }
}
