package io.tenancy.spring.web;

import io.tenancy.TenantId;
import io.tenancy.resolver.Resolution;
import io.tenancy.resolver.TenantRequest;
import io.tenancy.resolver.TenantResolver;

/** Reads the id from the segment of the path after a prefix. */
final class PathResolver implements TenantResolver {

    private final String prefix;
    private final String by;

    PathResolver(String pathAfter) {
        if (!pathAfter.matches("(/[A-Za-z0-9_-]+)+")) {
            throw new IllegalArgumentException("tenancy.web.path-after '" + pathAfter
                    + "' refused: expected a path of plain segments without a slash at its end, such as /t.");
        }
        this.prefix = pathAfter + "/";
        this.by = "path after " + pathAfter;
    }

    @Override
    public Resolution resolve(TenantRequest request) {
        return request instanceof ServletTenantRequest servlet && servlet.path().startsWith(prefix)
                ? read(servlet.path().substring(prefix.length()))
                : new Resolution.Absent();
    }

    private Resolution read(String rest) {
        int end = rest.indexOf('/');
        return TenantId.parse(end < 0 ? rest : rest.substring(0, end))
                .<Resolution>map(id -> new Resolution.Resolved(id, by))
                .orElseGet(() -> new Resolution.Refused("what it holds breaks the rule of tenant ids", by));
    }
}
