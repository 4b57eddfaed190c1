package io.tenancy.spring.web;

import io.tenancy.resolver.Resolution;
import io.tenancy.resolver.ResolverChain;
import io.tenancy.resolver.TenantRequest;
import io.tenancy.resolver.TenantResolver;
import java.util.ArrayList;
import java.util.List;

/** Believes what a request says about its tenant only if the claim of its token says the same. */
record ProvenResolver(TenantResolver claim, TenantResolver all) implements TenantResolver {

    static ProvenResolver of(TenantResolver claim, List<TenantResolver> others) {
        var all = new ArrayList<>(others);
        all.add(0, claim);
        return new ProvenResolver(claim, ResolverChain.of(all.toArray(TenantResolver[]::new)));
    }

    @Override
    public Resolution resolve(TenantRequest request) {
        Resolution resolution = all.resolve(request);
        return resolution instanceof Resolution.Resolved resolved && claim.resolve(request) instanceof Resolution.Absent
                ? new Resolution.Refused("no verified claim confirms it", resolved.by())
                : resolution;
    }
}
