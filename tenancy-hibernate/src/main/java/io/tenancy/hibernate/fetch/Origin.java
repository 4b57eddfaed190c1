package io.tenancy.hibernate.fetch;

/**
 * Why a statement ran.
 *
 * @param name of the association's role or the entity; empty for a query
 */
public record Origin(Kind kind, String name) {

    static final Origin QUERY = new Origin(Kind.QUERY, "");

    /** The kinds of reasons. */
    public enum Kind {
        /** A collection was used that was not fetched yet. */
        LAZY_COLLECTION("lazy collection"),
        /** An entity was used that was only referenced so far. */
        LAZY_ENTITY("lazy entity"),
        /** An association is mapped as eager, and the query did not join it. */
        EAGER_ENTITY("eager entity"),
        /** Somebody asked for one entity by its key. */
        FIND("find of"),
        /** Anything else: HQL, criteria, native SQL, and all writes. */
        QUERY("query");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    boolean isLazy() {
        return kind == Kind.LAZY_COLLECTION || kind == Kind.LAZY_ENTITY;
    }

    @Override
    public String toString() {
        return name.isEmpty() ? kind.words : kind.words + " " + name;
    }
}
