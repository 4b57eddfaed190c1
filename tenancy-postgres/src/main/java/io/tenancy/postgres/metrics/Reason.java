package io.tenancy.postgres.metrics;

import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.TenantThrottledException;
import java.util.Locale;

/** What a refusal is called in a tag: as many as there are kinds of it. */
final class Reason {

    private Reason() {}

    static String of(TenancyException refusal) {
        String reason = refusal.getClass()
                .getSimpleName()
                .replaceFirst("Exception$", "")
                .replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT);
        return refusal instanceof TenantThrottledException throttled
                ? reason + "_" + throttled.limit().name().toLowerCase(Locale.ROOT)
                : reason;
    }
}
