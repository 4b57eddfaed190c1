package io.tenancy.resolver;

import io.tenancy.TenantId;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.ResolutionRefusedException;

/**
 * Finds the tenant of a request. Implementations are safe for use by several threads, and answer hostile text with
 * {@link Resolution.Refused}, never with an exception that repeats it.
 *
 * <p>Only a verified claim proves anything about the client. Put it into a {@link ResolverChain} with the others: a
 * header or a host name that says something else is then refused.
 */
@FunctionalInterface
public interface TenantResolver {

    Resolution resolve(TenantRequest request);

    /**
     * The tenant of the request, and who says so.
     *
     * @throws ResolutionRefusedException if the request must not be served
     * @throws NoTenantException if the request names no tenant; there is no default one
     */
    default Resolution.Resolved requireResolved(TenantRequest request) {
        Resolution resolution = resolve(request);
        if (resolution instanceof Resolution.Refused refused) {
            throw new ResolutionRefusedException(refused.reason(), refused.by());
        }
        if (resolution instanceof Resolution.Resolved resolved) {
            return resolved;
        }
        throw NoTenantException.inRequest();
    }

    /** Reads the id from a header. Several values are refused unless they are the same. */
    static TenantResolver header(String name) {
        return new HeaderResolver(name);
    }

    /** Reads the id from a claim of a token whose signature was verified. */
    static TenantResolver verifiedClaim(String name) {
        return new ClaimResolver(name);
    }

    /**
     * Reads the id from the host name, one label in front of the base domain: {@code acme} from {@code
     * acme.example.com}. The base domain itself and other domains say nothing; a deeper name is refused.
     *
     * @throws IllegalArgumentException if the base domain is not a domain name in lower case, such as {@code example.com}
     */
    static TenantResolver subdomainOf(String baseDomain) {
        return new SubdomainResolver(baseDomain);
    }

    /** Always the same tenant, for services that have one. No default for others: a chain refuses whoever disagrees. */
    static TenantResolver fixed(TenantId id) {
        return request -> new Resolution.Resolved(id, "fixed");
    }
}
