package io.tenancy.refusal;

import io.tenancy.Tenant;

/** Somebody else changed the tenant since the caller read it: read it again and decide anew. */
public final class StaleTenantException extends TenancyException {

    private final Tenant known;
    private final Tenant found;

    /**
     * @param known the tenant as the caller knew it
     * @param found the tenant as it is
     */
    public StaleTenantException(Tenant known, Tenant found) {
        super(
                found.id(),
                "Change of tenant '" + found.id() + "' refused: expected it as at epoch " + known.epoch()
                        + ", found it changed by somebody else, at epoch " + found.epoch()
                        + ". Read it again and decide anew.",
                null);
        this.known = known;
        this.found = found;
    }

    public Tenant known() {
        return known;
    }

    public Tenant found() {
        return found;
    }
}
