package io.tenancy.testkit.probe;

import io.tenancy.refusal.TenancyException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.HibernateException;
import org.hibernate.PropertyValueException;
import org.hibernate.StaleStateException;
import org.hibernate.UnresolvableObjectException;
import org.hibernate.context.TenantIdentifierMismatchException;

/** Which failures are those of a wall. Any other is a failure of the probe. */
final class Refusals {

    /** No right; no parent under this key; another tenant than the check names; no such table or schema in reach. */
    private static final Set<String> WALL_STATES = Set.of("42501", "23503", "23514", "42P01", "3F000");

    /** A row is still referred to, by a key that says nothing or RESTRICT. */
    private static final Set<String> STILL_REFERENCED = Set.of("23503", "23001");

    private static final String DUPLICATE_KEY = "23505";
    private static final String NULL = "23502";

    /** They say: no such row. */
    private static final List<Class<? extends Exception>> NO_SUCH_ROW = List.of(
            StaleStateException.class,
            OptimisticLockException.class,
            EntityNotFoundException.class,
            UnresolvableObjectException.class);

    /** Hibernate's own checks: the tenant attribute, the tenant of a session. */
    private static final List<Class<? extends Exception>> HIBERNATES =
            List.of(PropertyValueException.class, TenantIdentifierMismatchException.class);

    private static final List<String> TWO_ROWS = List.of(
            "More than one row with the given identifier", "Duplicate identifier in table", "Duplicate row was found");

    private Refusals() {}

    /** Who refused; empty if the failure is not that of a wall. */
    static Optional<String> findWall(Probe<?> probe, Throwable failure) {
        return find(failure, TenancyException.class)
                .map(Refusals::name)
                .or(() ->
                        findState(failure).filter(state -> isWall(probe, state)).map(state -> "SQLSTATE " + state))
                .or(() -> first(failure, NO_SUCH_ROW).map(e -> "no such row (" + name(e) + ")"))
                .or(() -> first(failure, HIBERNATES).map(Refusals::name))
                .or(() -> probe.is(Trait.ANY_FAILURE_REFUSES) ? Optional.of(describe(failure)) : Optional.empty());
    }

    /** Tenancy's own refusals are deliberate: what they close, they may close to own rows too. */
    static boolean isDeliberate(Throwable failure) {
        return find(failure, TenancyException.class).isPresent();
    }

    /** Whether a delete failed because its row was reached, and is still referred to. */
    static boolean showsThatRowWasReached(Throwable failure) {
        return findState(failure).filter(STILL_REFERENCED::contains).isPresent();
    }

    /** Whether a copy failed because it was let in, and is like a row that is there. */
    static boolean showsThatCopyWasLetIn(Throwable failure) {
        return findState(failure).filter(DUPLICATE_KEY::equals).isPresent();
    }

    /** Whether Hibernate read or wrote the rows of both tenants, and only then noticed. It has no class for that. */
    static boolean showsTwoRowsUnderOneId(Throwable failure) {
        return find(failure, HibernateException.class)
                .map(Throwable::getMessage)
                .filter(message -> TWO_ROWS.stream().anyMatch(message::startsWith))
                .isPresent();
    }

    /** The class of the failure, and the server's code if it comes from there; never a message, which may hold values. */
    static String describe(Throwable failure) {
        return findState(failure).map(state -> "SQLSTATE " + state).orElseGet(() -> name(failure));
    }

    private static boolean isWall(Probe<?> probe, String state) {
        return WALL_STATES.contains(state)
                || (probe.is(Trait.INSERTS) && (state.equals(DUPLICATE_KEY) || state.equals(NULL)));
    }

    private static Optional<String> findState(Throwable failure) {
        return find(failure, SQLException.class).flatMap(e -> Optional.ofNullable(e.getSQLState()));
    }

    private static Optional<? extends Exception> first(Throwable failure, List<Class<? extends Exception>> types) {
        return types.stream().flatMap(type -> find(failure, type).stream()).findFirst();
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }

    private static String name(Throwable failure) {
        return failure.getClass().getSimpleName();
    }
}
