package io.tenancy.resolver;

import io.tenancy.TenantId;
import io.tenancy.resolver.Resolution.Refused;
import io.tenancy.resolver.Resolution.Resolved;

/** The one place where text that a client sent becomes an id. */
final class Answers {

    private Answers() {}

    static Resolution of(String untrusted, String by) {
        return TenantId.parse(untrusted)
                .<Resolution>map(id -> new Resolved(id, by))
                .orElseGet(() -> new Refused("what it holds breaks the rule of tenant ids", by));
    }
}
