package io.tenancy.refusal;

/** No tenant is known for what was tried, and there is no default one. */
public final class NoTenantException extends TenancyException {

    /** No tenant is bound to the current thread. */
    public NoTenantException(String attempted) {
        this(
                attempted,
                "no tenant is bound to this thread. Enter one first with TenantContext.of(id).enter(), or carry the"
                        + " caller's context with TenantContext.capture().");
    }

    private NoTenantException(String attempted, String why) {
        super(null, attempted + " refused: " + why, null);
    }

    /** A session was opened before a tenant was bound, by a framework that may do that. */
    public static NoTenantException ofSession() {
        return new NoTenantException(
                "Work in a session",
                "it was opened while no tenant was bound to its thread. Enter the tenant first, then begin the transaction.");
    }

    /** A request says nothing about its tenant. */
    public static NoTenantException inRequest() {
        return new NoTenantException(
                "Request",
                "no resolver found a tenant in it. Send what the resolvers read, or add a resolver for what is sent.");
    }
}
