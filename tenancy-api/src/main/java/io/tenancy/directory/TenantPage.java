package io.tenancy.directory;

import io.tenancy.Tenant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A few tenants, ordered by id, and where to go on. Immutable.
 *
 * @param next asks for the page behind this one; null if this is the last
 */
public record TenantPage(List<Tenant> tenants, @Nullable TenantPageRequest next) {

    public TenantPage {
        tenants = List.copyOf(tenants);
    }

    /**
     * The page that answers a request, for implementations of {@link TenantDirectory}.
     *
     * @param found the tenants behind the request's id, one more than the page holds if there are so many
     */
    public static TenantPage of(TenantPageRequest request, List<Tenant> found) {
        if (found.size() <= request.size()) {
            return new TenantPage(found, null);
        }
        List<Tenant> tenants = found.subList(0, request.size());
        return new TenantPage(
                tenants,
                new TenantPageRequest(
                        request.size(), tenants.get(tenants.size() - 1).id()));
    }
}
