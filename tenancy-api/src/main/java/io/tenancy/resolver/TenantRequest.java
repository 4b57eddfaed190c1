package io.tenancy.resolver;

import java.util.List;
import java.util.Optional;

/** What resolvers may look at, whatever the web framework. */
public interface TenantRequest {

    /** All values of a header, in the order they came; the name is compared without regard to case. */
    List<String> headers(String name);

    /** The host that the client asked for, as in the {@code Host} header; a port is ignored. */
    Optional<String> findHost();

    /** A claim of a token whose signature was verified. */
    Optional<String> findVerifiedClaim(String name);
}
