package io.tenancy.example.saas.attack;

import io.tenancy.example.saas.ground.Home;
import java.util.EnumSet;
import java.util.Set;

/**
 * One way to try it.
 *
 * @param conceded where the threat model says that it cannot be stopped
 */
record Attempt(String name, Set<Home> conceded, Trick trick) {

    static Attempt of(String name, Trick trick) {
        return new Attempt(name, Set.of(), trick);
    }

    Attempt concededIn(Home first, Home... more) {
        return new Attempt(name, EnumSet.of(first, more), trick);
    }

    /** What is sent. */
    interface Trick {
        Reply on(Scene scene) throws Exception;
    }
}
