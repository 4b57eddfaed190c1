package io.tenancy.audit.capture;

/**
 * How a statement is recorded.
 *
 * @param rowsAtMost how many rows are told one by one; more are refused
 */
public record StatementDetail(Sort sort, long rowsAtMost) {

    /** What of a statement the trail has. */
    public enum Sort {
        ROWS,
        KEYS,
        SUMMARY
    }

    /** The library's own, which are told whatever their number. */
    public static StatementDetail allRows() {
        return new StatementDetail(Sort.ROWS, Long.MAX_VALUE);
    }

    /** @throws IllegalArgumentException if no row would be told */
    public StatementDetail {
        if (rowsAtMost < 1) {
            throw new IllegalArgumentException("Rows at most: " + rowsAtMost + ", expected 1 or more.");
        }
    }
}
