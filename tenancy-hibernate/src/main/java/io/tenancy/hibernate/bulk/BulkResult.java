package io.tenancy.hibernate.bulk;

import java.util.List;

/**
 * What became of many rows. Immutable.
 *
 * @param versions the version that each row has now, in the order they were given; empty if the entity has none, or the
 *     rows are deleted
 */
public record BulkResult(Way way, long inserted, long updated, long deleted, List<Object> versions) {

    public BulkResult {
        versions = List.copyOf(versions);
    }

    /** All rows that were written or deleted. */
    public long rows() {
        return inserted + updated + deleted;
    }
}
