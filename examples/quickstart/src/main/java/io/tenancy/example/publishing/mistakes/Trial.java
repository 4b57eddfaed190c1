package io.tenancy.example.publishing.mistakes;

import static java.util.stream.Collectors.joining;

import io.tenancy.example.publishing.mistakes.Outcome.Leaked;
import io.tenancy.example.publishing.mistakes.Outcome.NothingSeen;
import io.tenancy.example.publishing.mistakes.Outcome.RefusedByPostgres;
import io.tenancy.example.publishing.mistakes.Outcome.RefusedInJava;
import io.tenancy.example.publishing.mistakes.Witness.Testimony;
import io.tenancy.refusal.TenancyException;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.hibernate.DetachedObjectException;
import org.hibernate.ObjectNotFoundException;
import org.hibernate.PropertyValueException;
import org.hibernate.StaleStateException;

/** Makes mistakes and says how each ended; the foreign tenant's rows are compared before and after. */
public final class Trial {

    /** No right, no parent under this key, another tenant than the check names, no such table in reach. */
    private static final Set<String> WALL_STATES = Set.of("42501", "23503", "23514", "42P01");

    private final Scene scene;
    private final Witness witness;

    /** @param witness for the rows of the scene's foreign tenant */
    public Trial(Scene scene, Witness witness) {
        this.scene = scene;
        this.witness = witness;
    }

    /** @throws AssertionError if the mistake failed for a reason of its own and never came to a wall */
    public Outcome of(Mistake mistake) throws SQLException {
        var before = witness.testify();
        Outcome outcome = attempt(mistake);
        var after = witness.testify();
        if (after.equals(before)) {
            return outcome;
        }
        after.removeAll(before);
        return new Leaked("changed " + after.stream().map(Testimony::table).collect(joining(", ")));
    }

    private Outcome attempt(Mistake mistake) {
        try {
            long got = mistake.attempt().tryIt(scene);
            return got == 0 ? new NothingSeen(mistake.hiddenBy()) : new Leaked("got at " + got);
        } catch (Exception e) {
            return judge(mistake, e);
        }
    }

    private static Outcome judge(Mistake mistake, Exception failure) {
        var guard = find(failure, TenancyException.class);
        if (guard.isPresent()) {
            return new RefusedInJava(Wall.JAVA_GUARD, guard.get());
        }
        var database = find(failure, SQLException.class).filter(e -> WALL_STATES.contains(e.getSQLState()));
        if (database.isPresent()) {
            return new RefusedByPostgres(database.get());
        }
        if (saysNoSuchRow(failure)) {
            return new NothingSeen(mistake.hiddenBy());
        }
        var hibernate = hibernateRefusal(failure);
        if (hibernate.isPresent()) {
            return new RefusedInJava(Wall.HIBERNATE, hibernate.get());
        }
        throw new AssertionError("Mistake '" + mistake.name() + "' failed, but at no wall", failure);
    }

    private static boolean saysNoSuchRow(Exception failure) {
        return find(failure, StaleStateException.class).isPresent()
                || find(failure, OptimisticLockException.class).isPresent()
                || find(failure, EntityNotFoundException.class).isPresent()
                || find(failure, ObjectNotFoundException.class).isPresent();
    }

    /** A tenant id that is not the session's; a detached row, which JPA's rules do not let a session remove. */
    private static Optional<? extends RuntimeException> hibernateRefusal(Exception failure) {
        var tenantId = find(failure, PropertyValueException.class);
        return tenantId.isPresent() ? tenantId : find(failure, DetachedObjectException.class);
    }

    private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return Optional.of(type.cast(cause));
            }
        }
        return Optional.empty();
    }
}
