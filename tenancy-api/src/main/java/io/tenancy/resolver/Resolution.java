package io.tenancy.resolver;

import io.tenancy.TenantId;

/** What a resolver found in a request. Immutable. */
public sealed interface Resolution {

    /** The request belongs to this tenant, say the named resolvers. */
    record Resolved(TenantId id, String by) implements Resolution {}

    /** The request says nothing that this resolver understands. */
    record Absent() implements Resolution {}

    /** The request must not be served; the reason is for operators and holds nothing that the client sent. */
    record Refused(String reason, String by) implements Resolution {}
}
