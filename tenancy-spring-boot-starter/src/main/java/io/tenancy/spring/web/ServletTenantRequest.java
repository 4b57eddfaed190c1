package io.tenancy.spring.web;

import io.tenancy.resolver.TenantRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A servlet's request, as resolvers see it. */
record ServletTenantRequest(HttpServletRequest request, VerifiedClaims claims) implements TenantRequest {

    @Override
    public List<String> headers(String name) {
        return Collections.list(request.getHeaders(name));
    }

    /** As the container has it, which may trust a proxy's headers if it is told to. */
    @Override
    public Optional<String> findHost() {
        return Optional.ofNullable(request.getServerName());
    }

    @Override
    public Optional<String> findVerifiedClaim(String name) {
        return claims.find(name);
    }

    /** Within the application, not decoded: what is encoded is no tenant's id. */
    String path() {
        return request.getRequestURI().substring(request.getContextPath().length());
    }
}
