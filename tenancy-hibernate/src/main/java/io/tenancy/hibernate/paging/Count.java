package io.tenancy.hibernate.paging;

/**
 * How many rows match.
 *
 * @param rows that were counted
 * @param exact whether there are no more than these
 */
public record Count(long rows, boolean exact) {

    /** Such as {@code 37} or {@code 10000+}. */
    @Override
    public String toString() {
        return exact ? Long.toString(rows) : rows + "+";
    }
}
