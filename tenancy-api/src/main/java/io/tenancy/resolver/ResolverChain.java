package io.tenancy.resolver;

import io.tenancy.resolver.Resolution.Absent;
import io.tenancy.resolver.Resolution.Refused;
import io.tenancy.resolver.Resolution.Resolved;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Asks every resolver, in order, and believes them only if all that answer agree. One refusal refuses the request.
 * Safe for use by several threads.
 */
public final class ResolverChain implements TenantResolver {

    private final List<TenantResolver> resolvers;

    private ResolverChain(List<TenantResolver> resolvers) {
        this.resolvers = resolvers;
    }

    /** @throws IllegalArgumentException if there is no resolver */
    public static ResolverChain of(TenantResolver... resolvers) {
        if (resolvers.length == 0) {
            throw new IllegalArgumentException("Resolver chain refused: expected at least one resolver, found none.");
        }
        return new ResolverChain(List.of(resolvers));
    }

    /** What they agree on, by all who said so; absent if none of them found anything. */
    @Override
    public Resolution resolve(TenantRequest request) {
        var resolved = new ArrayList<Resolved>();
        for (TenantResolver resolver : resolvers) {
            Resolution resolution = resolver.resolve(request);
            if (resolution instanceof Refused) {
                return resolution;
            }
            if (resolution instanceof Resolved one) {
                resolved.add(one);
            }
        }
        if (resolved.isEmpty()) {
            return new Absent();
        }
        String by = resolved.stream().map(Resolved::by).collect(Collectors.joining(", "));
        boolean agreed = resolved.stream().map(Resolved::id).distinct().count() == 1;
        return agreed ? new Resolved(resolved.get(0).id(), by) : new Refused("they name different tenants", by);
    }
}
