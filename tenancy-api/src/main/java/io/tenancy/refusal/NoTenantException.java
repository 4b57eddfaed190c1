package io.tenancy.refusal;

/** No tenant is bound to the current thread, and there is no default one. */
public final class NoTenantException extends TenancyException {

    public NoTenantException(String attempted) {
        super(
                null,
                attempted + " refused: no tenant is bound to this thread. Enter one first with"
                        + " TenantContext.of(id).enter(), or carry the caller's context with TenantContext.capture().",
                null);
    }
}
