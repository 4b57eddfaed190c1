package io.tenancy.example.publishing.isolation;

import io.tenancy.testkit.probe.Outcome;
import io.tenancy.testkit.probe.Outcome.Blocked;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import java.util.Map;

/** Who keeps a probe from crossing, as found by taking walls away. */
enum Blocker {
    NOBODY("**nobody**"),
    ONLY_BOTH("only both together"),
    UNTRIED("both together, not open without one of them"),
    POSTGRES("PostgreSQL alone"),
    HIBERNATE("Hibernate alone"),
    EITHER("either"),
    NO_WALL_NEEDED("no wall needed");

    private final String label;

    Blocker(String label) {
        this.label = label;
    }

    /**
     * Only a block that was shown counts as one.
     *
     * @param outcomes by the walls that stood; none with Hibernate alone if nothing crossed without walls
     */
    static Blocker of(Map<Stand, Outcome> outcomes) {
        if (!isBlocked(outcomes, Stand.BOTH)) {
            return NOBODY;
        }
        if (isBlocked(outcomes, Stand.NONE)) {
            return NO_WALL_NEEDED;
        }
        boolean byHibernate = isBlocked(outcomes, Stand.HIBERNATE_ALONE);
        boolean byPostgres = isBlocked(outcomes, Stand.POSTGRES_ALONE);
        if (byHibernate && byPostgres) {
            return EITHER;
        }
        if (outcomes.get(Stand.HIBERNATE_ALONE) instanceof NotApplicable
                || outcomes.get(Stand.POSTGRES_ALONE) instanceof NotApplicable) {
            return UNTRIED;
        }
        return byHibernate ? HIBERNATE : byPostgres ? POSTGRES : ONLY_BOTH;
    }

    private static boolean isBlocked(Map<Stand, Outcome> outcomes, Stand stand) {
        return outcomes.get(stand) instanceof Blocked;
    }

    @Override
    public String toString() {
        return label;
    }
}
