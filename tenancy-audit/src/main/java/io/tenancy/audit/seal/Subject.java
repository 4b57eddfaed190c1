package io.tenancy.audit.seal;

/** Whose values are erased: those of a row, or of all that somebody did. Immutable. */
public record Subject(Kind kind, String entity, String name) {

    public enum Kind {
        ROW,
        ACTOR
    }

    /** The events of one row: entity as HQL has it, id as the log has it. */
    public static Subject row(String entity, String id) {
        return new Subject(Kind.ROW, entity, id);
    }

    /** The events of an actor, by its name. */
    public static Subject actor(String name) {
        return new Subject(Kind.ACTOR, "tenancy.actor", name);
    }
}
