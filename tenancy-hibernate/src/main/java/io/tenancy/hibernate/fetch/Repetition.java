package io.tenancy.hibernate.fetch;

import io.tenancy.hibernate.fetch.Origin.Kind;

/**
 * Rows fetched one by one.
 *
 * @param association the owner's attribute that leads there, such as {@code Post.author}; the origin's name where it is
 *     not known
 * @param times how often the select was wanted in this session
 * @param line of the application, with those that called it; empty if there is none on the stack
 * @param sql with placeholders: no values
 */
public record Repetition(Origin origin, String association, int times, String line, String sql) {

    /** One sentence on what happened, and one on what to do. */
    @Override
    public String toString() {
        return "%s fetched one by one: wanted %d times in this session, the last time at %s, by: %s. %s"
                .formatted(subject(), times, line.isEmpty() ? "an unknown line" : line, sql, remedy());
    }

    private String subject() {
        return origin.kind() == Kind.QUERY ? "Rows of a query" : "Rows of " + association + " (" + origin + ")";
    }

    private String remedy() {
        return switch (origin.kind()) {
            case LAZY_COLLECTION, LAZY_ENTITY, EAGER_ENTITY ->
                "Fetch " + association
                        + " with its owners (FetchPlan.of(…, \"" + attribute()
                        + "\"), or join fetch), or give it a batch size (hibernate.default_batch_fetch_size).";
            case FIND -> "Ask once for all keys: session.findMultiple.";
            case QUERY -> "Ask once, with 'in', instead of in a loop.";
        };
    }

    private String attribute() {
        return association.substring(association.lastIndexOf('.') + 1);
    }
}
