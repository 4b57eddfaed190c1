package io.tenancy.refusal;

/** A request must not be served, because what it says about its tenant is hostile or contradicts itself. */
public final class ResolutionRefusedException extends TenancyException {

    private final String reason;
    private final String by;

    /**
     * @param reason why, holding nothing that the client sent
     * @param by which resolvers refused it
     */
    public ResolutionRefusedException(String reason, String by) {
        super(null, "The tenant of the request was refused by " + by + ": " + reason + ". Do not serve it.", null);
        this.reason = reason;
        this.by = by;
    }

    public String reason() {
        return reason;
    }

    public String by() {
        return by;
    }
}
