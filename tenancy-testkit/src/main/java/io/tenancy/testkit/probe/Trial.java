package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.Outcome.Inconclusive;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.model.Row;
import io.tenancy.testkit.probe.model.Subject;
import io.tenancy.testkit.probe.witness.Testimony;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/** Makes probes, one after the other, and puts back what each changed before the next. */
final class Trial {

    private final Scene scene;
    private Testimony before;

    Trial(Scene scene) throws SQLException {
        this.scene = scene;
        this.before = scene.witness().testify();
    }

    <S extends Subject> Outcome of(Probe<S> probe, S subject) throws SQLException {
        var obstacle = probe.fitness().findObstacle(subject, scene);
        if (obstacle.isPresent()) {
            return new NotApplicable(obstacle.get());
        }
        var targets = Targets.of(scene, subject);
        var missing = targets.findMissing();
        if (missing.isPresent()) {
            return new Inconclusive(missing.get());
        }
        var foreign = targets.foreignFor(probe);
        if (foreign.isEmpty()) {
            return new NotApplicable(Targets.noneFor(probe));
        }
        var attacks = new LinkedHashMap<Row, Hit>();
        for (Row target : foreign) {
            Hit attack = fire(probe, targets.shot(target));
            var crossing = Verdict.findCrossing(probe, attack, target);
            if (crossing.isPresent()) {
                // Nothing outweighs it, and no control is needed.
                return crossing.get();
            }
            attacks.put(target, attack);
        }
        Hit control = fire(probe, targets.shot(targets.own()));
        return attacks.entrySet().stream()
                .map(shot -> new Verdict(probe, control, shot.getValue(), shot.getKey()).outcome())
                .min(Comparator.comparing(Outcome::rank))
                .orElseThrow();
    }

    private <S extends Subject> Hit fire(Probe<S> probe, Shot<S> shot) throws SQLException {
        scene.factory().getCache().evictAllRegions();
        @Nullable Throwable failure = null;
        try {
            probe.attempt().fire(shot);
        } catch (Exception | AssertionError e) {
            // Hibernate asserts too, if the JVM lets it.
            failure = e;
        }
        var after = scene.witness().testify();
        var damage = scene.witness().damage(before, after);
        boolean ownRowsChanged = scene.witness().ownRowsChanged(before, after);
        if (!damage.isEmpty() || ownRowsChanged) {
            scene.witness().repair(before, after);
            before = scene.witness().testify();
        }
        return new Hit(shot.sightings(), damage, ownRowsChanged, failure);
    }
}
