package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.Outcome.Blocked;
import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.Inconclusive;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.model.Row;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges a probe by its two shots. Evidence of a crossing outweighs all else; for a block, the own row must have been
 * reached by the same way.
 *
 * @param control the shot at an own row
 * @param attack the shot at a foreign row
 */
record Verdict(Probe<?> probe, Hit control, Hit attack, Row target) {

    Outcome outcome() {
        return findCrossing(probe, attack, target)
                .or(this::findDamageByControl)
                .or(this::findReasonNotMade)
                .orElseGet(this::blockedOrVacuous);
    }

    /** What the attack alone shows. */
    static Optional<Outcome> findCrossing(Probe<?> probe, Hit attack, Row target) {
        if (!attack.damage().isEmpty()) {
            return crossed(Effect.WRITE, "rows touched in " + String.join(", ", attack.damage()));
        }
        if (attack.seen() > 0) {
            return crossed(probe.effect(), attack.seen() + (attack.seen() == 1 ? " row" : " rows"));
        }
        if (target.idOfBoth() && attack.failure() != null && Refusals.showsTwoRowsUnderOneId(attack.failure())) {
            return crossed(probe.effect(), "rows of both tenants under one id");
        }
        return isReferencedRowReached(probe, attack) && !target.idOfBoth()
                ? crossed(Effect.WRITE, "row reached, and kept only because others refer to it")
                : Optional.empty();
    }

    private Optional<Outcome> findDamageByControl() {
        return control.damage().isEmpty()
                ? Optional.empty()
                : crossed(Effect.WRITE, "with an own row, rows touched in " + String.join(", ", control.damage()));
    }

    private static boolean isReferencedRowReached(Probe<?> probe, Hit attack) {
        return probe.is(Trait.DELETES) && attack.failure() != null && Refusals.showsThatRowWasReached(attack.failure());
    }

    private static Optional<Outcome> crossed(Effect effect, String what) {
        return Optional.of(new Crossed(effect, what));
    }

    private Optional<Outcome> findReasonNotMade() {
        if (isReferencedRowReached(probe, attack)) {
            // It may be the own row that was reached, and its references say nothing about the foreign one.
            return Optional.of(new NotApplicable("others refer to the own row with the same id"));
        }
        return reasonNotMade(attack.failure())
                .or(() -> reasonNotMade(control.failure()))
                .map(NotApplicable::new);
    }

    private static Optional<String> reasonNotMade(@Nullable Throwable failure) {
        return failure instanceof NotMade notMade ? Optional.ofNullable(notMade.getMessage()) : Optional.empty();
    }

    private Outcome blockedOrVacuous() {
        var wall = attack.failure() == null
                ? Optional.of(probe.is(Trait.WRITES) ? "no foreign row changed" : "nothing seen")
                : Refusals.findWall(probe, attack.failure());
        if (wall.isPresent() && control.reached(probe)) {
            return new Blocked(wall.get());
        }
        if (areBothRefusedOnPurpose()) {
            return new Blocked(wall.orElseThrow() + ", for own rows too");
        }
        if (wall.isEmpty() && target.idOfBoth() && control.reached(probe)) {
            return new NotApplicable("it met the own row with the same id (" + describeAttack() + ")");
        }
        return vacuous(wall.isPresent());
    }

    private String describeAttack() {
        return attack.failure() == null ? "no failure" : Refusals.describe(attack.failure());
    }

    private boolean areBothRefusedOnPurpose() {
        return attack.failure() != null
                && control.failure() != null
                && Refusals.isDeliberate(attack.failure())
                && Refusals.isDeliberate(control.failure());
    }

    private Outcome vacuous(boolean isWall) {
        if (control.failure() != null && (isWall || isSameFailure())) {
            return new NotApplicable("not open to own rows either (" + Refusals.describe(control.failure()) + ")");
        }
        return new Inconclusive(
                attack.failure() == null || isWall
                        ? "an own row is not reached this way either"
                        : "failed at no wall (" + describeAttack() + ")");
    }

    private boolean isSameFailure() {
        return attack.failure() != null
                && control.failure() != null
                && Refusals.describe(attack.failure()).equals(Refusals.describe(control.failure()));
    }
}
