package io.tenancy.resolver;

/** Finds the tenant of a request. Implementations are safe for use by several threads. */
public interface TenantResolver {

    Resolution resolve(TenantRequest request);
}
