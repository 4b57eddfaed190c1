package io.tenancy.migrate.wave;

/**
 * When a wave has failed, so that it goes no further and later waves do not begin. Immutable.
 *
 * @param failures so many failed targets are one too many; 0 if no number is
 * @param share failed targets of the wave's targets that are one too many, from 0 to 1; 0 if no share is
 */
public record StopRule(int failures, double share) {

    private static final StopRule FIRST = new StopRule(1, 0);
    private static final StopRule NEVER = new StopRule(0, 0);

    /** @throws IllegalArgumentException if the number is negative or the share not between 0 and 1 */
    public StopRule {
        if (failures < 0 || !(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("Stop rule refused: expected a number of failures of at least 0 and a"
                    + " share between 0 and 1, found " + failures + " and " + share + ".");
        }
    }

    /** At the first failure: fail fast. */
    public static StopRule firstFailure() {
        return FIRST;
    }

    /** Whatever fails: keep going. */
    public static StopRule never() {
        return NEVER;
    }

    /** @throws IllegalArgumentException if the number is negative */
    public static StopRule failures(int number) {
        return new StopRule(number, 0);
    }

    /** @throws IllegalArgumentException if the share is not between 0 and 1 */
    public static StopRule share(double ofTargets) {
        return new StopRule(0, ofTargets);
    }

    /** Whether so many failures of so many targets are too many. */
    public boolean stops(int failed, int targets) {
        return failed > 0 && ((failures > 0 && failed >= failures) || (share > 0 && failed >= share * targets));
    }
}
