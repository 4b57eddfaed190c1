package io.tenancy.refusal;

import io.tenancy.TenantId;

/** Work that belongs to one tenant was tried while another is bound to the thread. */
public final class TenantMismatchException extends TenancyException {

    private final TenantId bound;

    /**
     * @param tenant the tenant that the work belongs to
     * @param bound the tenant bound to the thread
     */
    public TenantMismatchException(String attempted, TenantId tenant, TenantId bound) {
        super(
                tenant,
                attempted + " refused: it belongs to tenant '" + tenant + "', but this thread is bound to '" + bound
                        + "'. Enter '" + tenant + "' first, or open the session inside the scope that uses it.",
                null);
        this.bound = bound;
    }

    /** The tenant that is bound to the thread. */
    public TenantId bound() {
        return bound;
    }
}
