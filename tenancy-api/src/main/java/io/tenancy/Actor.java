package io.tenancy;

import org.jspecify.annotations.Nullable;

/**
 * Who acts, and why. Part of the context because audit needs it when work starts, not at commit. Immutable.
 *
 * @param name the user's, service's or job's stable name
 * @param reason why it acts, where somebody said so
 */
public record Actor(Kind kind, String name, @Nullable String reason) {

    /** What sort of actor it is. */
    public enum Kind {
        USER,
        SERVICE,
        JOB
    }

    /** @throws IllegalArgumentException if the name is blank */
    public Actor {
        if (name.isBlank()) {
            throw new IllegalArgumentException("Actor refused: expected a name, found a blank one.");
        }
    }

    public static Actor user(String name) {
        return new Actor(Kind.USER, name, null);
    }

    public static Actor service(String name) {
        return new Actor(Kind.SERVICE, name, null);
    }

    public static Actor job(String name) {
        return new Actor(Kind.JOB, name, null);
    }

    /** The same actor, acting for the given reason. */
    public Actor withReason(String why) {
        return new Actor(kind, name, why);
    }
}
