package io.tenancy.hibernate.paging;

/** How much a page by offset has to know of the rows that are not on it. Immutable. */
public final class Total {

    private static final Total NONE = new Total(false, false, 0);
    private static final Total HAS_NEXT = new Total(true, false, 0);
    private static final Total EXACT = new Total(false, true, Long.MAX_VALUE);

    private final boolean looksAhead;
    private final boolean counts;
    private final long bound;

    private Total(boolean looksAhead, boolean counts, long bound) {
        this.looksAhead = looksAhead;
        this.counts = counts;
        this.bound = bound;
    }

    /** Nothing is counted; a full page is taken to have a next one. */
    public static Total none() {
        return NONE;
    }

    /** Whether there is a next page, by reading one row more. */
    public static Total hasNext() {
        return HAS_NEXT;
    }

    /** All matching rows, counted by the statement that reads the page. */
    public static Total exact() {
        return EXACT;
    }

    /**
     * As {@link #exact()}, but counting ends behind that many rows: then there are more.
     *
     * @throws IllegalArgumentException if it is not at least 1
     */
    public static Total upTo(long rows) {
        if (rows < 1 || rows == Long.MAX_VALUE) {
            throw new IllegalArgumentException("Total up to " + rows + " refused: expected at least 1.");
        }
        return new Total(false, true, rows);
    }

    boolean looksAhead() {
        return looksAhead;
    }

    boolean counts() {
        return counts;
    }

    boolean isBounded() {
        return bound != Long.MAX_VALUE;
    }

    long bound() {
        return bound;
    }
}
