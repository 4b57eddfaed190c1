package io.tenancy.postgres.directory;

/**
 * What a cache of tenants did since it was made, and what it holds about now. Immutable.
 *
 * @param hits tenants found in the cache
 * @param unknownHits ids without a tenant found in the cache
 * @param misses ids that the directory behind the cache was asked for
 * @param entries tenants held
 * @param unknownEntries ids without a tenant held
 * @param epochChanges tenants held whose placement or status turned out to have changed
 */
public record CacheCounts(
        long hits, long unknownHits, long misses, long entries, long unknownEntries, long epochChanges) {}
