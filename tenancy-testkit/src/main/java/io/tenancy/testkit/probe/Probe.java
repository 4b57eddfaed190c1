package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.Subject;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One way to reach for a row. It is fired twice, in the scope of the own tenant: at an own row, which shows that the way
 * is open at all, and at a foreign one.
 */
record Probe<S extends Subject>(Family family, String name, Set<Trait> traits, Fitness<S> fitness, Attempt<S> attempt) {

    /** Why a probe cannot be made with a subject; empty if it can. */
    @FunctionalInterface
    interface Fitness<S> {
        Optional<String> findObstacle(S subject, Scene scene);
    }

    /** The way itself. It tells the shot what it saw, and commits what it wrote, so that the witness finds it. */
    @FunctionalInterface
    interface Attempt<S extends Subject> {
        void fire(Shot<S> shot) throws Exception;
    }

    static <S extends Subject> Probe<S> of(Family family, String name, Attempt<S> attempt) {
        return new Probe<>(family, name, Set.of(), (subject, scene) -> Optional.empty(), attempt);
    }

    Probe<S> with(Trait... more) {
        var all = EnumSet.noneOf(Trait.class);
        all.addAll(traits);
        all.addAll(Set.of(more));
        return new Probe<>(family, name, Set.copyOf(all), fitness, attempt);
    }

    /** Not made where this holds. */
    Probe<S> unless(Predicate<S> unfit, String reason) {
        return unless((subject, scene) -> unfit.test(subject) ? Optional.of(reason) : Optional.empty());
    }

    /** Not made where there is an obstacle, besides those named before. */
    Probe<S> unless(Fitness<S> more) {
        return new Probe<>(
                family,
                name,
                traits,
                (subject, scene) -> fitness.findObstacle(subject, scene).or(() -> more.findObstacle(subject, scene)),
                attempt);
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    Effect effect() {
        return is(Trait.WRITES) ? Effect.WRITE : Effect.READ;
    }
}
