package io.tenancy.spring.web;

import java.util.Optional;

/** Claims of whoever the current request was authenticated as. A bean of the application replaces the usual one. */
@FunctionalInterface
public interface VerifiedClaims {

    /** @return the claim's text; empty if nobody is authenticated or there is no such claim */
    Optional<String> find(String name);

    /** Of an application without authentication by token. */
    static VerifiedClaims none() {
        return name -> Optional.empty();
    }
}
