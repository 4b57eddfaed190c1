package io.tenancy.spring.web;

import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;

/** Claims of the token that Spring Security has verified. */
final class TokenClaims implements VerifiedClaims {

    @Override
    public Optional<String> find(String name) {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !authentication.isAuthenticated()) {
            return Optional.empty();
        }
        if (authentication.getPrincipal() instanceof Jwt token) {
            return Optional.ofNullable(token.getClaims().get(name)).map(Object::toString);
        }
        return authentication.getPrincipal() instanceof OAuth2AuthenticatedPrincipal principal
                ? Optional.ofNullable(principal.<Object>getAttribute(name)).map(Object::toString)
                : Optional.empty();
    }
}
