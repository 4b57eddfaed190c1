package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.Outcome.Inconclusive;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.model.Row;
import io.tenancy.testkit.probe.model.Subject;
import io.tenancy.testkit.probe.witness.Testimony;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
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
        Hit control = fire(probe, targets.shot(targets.own()));
        var outcomes = new ArrayList<Outcome>();
        for (Row target : foreign) {
            Hit attack = fire(probe, targets.shot(target));
            outcomes.add(new Verdict(probe, control, attack, target).outcome());
        }
        return Collections.min(outcomes, Comparator.comparing(Outcome::rank));
    }

    private <S extends Subject> Hit fire(Probe<S> probe, Shot<S> shot) throws SQLException {
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
            scene.factory().getCache().evictAllRegions();
            before = scene.witness().testify();
        }
        return new Hit(shot.sightings(), damage, ownRowsChanged, failure);
    }
}
