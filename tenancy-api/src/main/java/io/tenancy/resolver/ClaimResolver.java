package io.tenancy.resolver;

/** Reads the id from a verified claim. */
final class ClaimResolver implements TenantResolver {

    private final String name;
    private final String by;

    ClaimResolver(String name) {
        this.name = name;
        this.by = "verified claim " + name;
    }

    @Override
    public Resolution resolve(TenantRequest request) {
        return request.findVerifiedClaim(name)
                .map(value -> Answers.of(value, by))
                .orElseGet(Resolution.Absent::new);
    }
}
