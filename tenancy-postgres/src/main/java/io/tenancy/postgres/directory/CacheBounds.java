package io.tenancy.postgres.directory;

import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.ArrayList;

/**
 * How long a cache may be wrong, and how many tenants it holds. Immutable.
 *
 * @param expiry after so long a tenant is read again, even if nobody told of a change
 * @param unknownExpiry the same for an id without a tenant
 * @param entries how many tenants are held
 * @param unknownEntries how many ids without a tenant are held, apart from the others: guessed ids displace no tenant
 */
public record CacheBounds(Duration expiry, Duration unknownExpiry, long entries, long unknownEntries) {

    private static final CacheBounds STANDARD =
            new CacheBounds(Duration.ofMinutes(1), Duration.ofSeconds(10), 100_000, 10_000);

    /** @throws TenancyConfigurationException with everything that cannot work */
    public CacheBounds {
        var problems = new ArrayList<String>();
        if (expiry.compareTo(Duration.ZERO) <= 0 || unknownExpiry.compareTo(Duration.ZERO) <= 0) {
            problems.add(
                    "expected expiries of more than zero, found " + expiry + " and, for the unknown, " + unknownExpiry);
        }
        if (unknownExpiry.compareTo(expiry) > 0) {
            problems.add(
                    "expected the unknown to expire no later than tenants, found " + unknownExpiry + " and " + expiry);
        }
        if (entries < 1 || unknownEntries < 1) {
            problems.add("expected room for at least 1 entry, found " + entries + " and, for the unknown, "
                    + unknownEntries);
        }
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("The cache of the directory", problems);
        }
    }

    /** 100 000 tenants for a minute, 10 000 ids without a tenant for ten seconds. */
    public static CacheBounds standard() {
        return STANDARD;
    }

    /** @throws TenancyConfigurationException with everything that cannot work */
    public CacheBounds withExpiry(Duration ofTenants, Duration ofUnknown) {
        return new CacheBounds(ofTenants, ofUnknown, entries, unknownEntries);
    }

    /** @throws TenancyConfigurationException with everything that cannot work */
    public CacheBounds withEntries(long ofTenants, long ofUnknown) {
        return new CacheBounds(expiry, unknownExpiry, ofTenants, ofUnknown);
    }
}
