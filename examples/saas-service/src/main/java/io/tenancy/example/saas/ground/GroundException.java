package io.tenancy.example.saas.ground;

/** The ground for the service, or for a tenant, could not be prepared. */
public final class GroundException extends RuntimeException {

    GroundException(String what, Exception cause) {
        super(what + " could not be prepared: " + cause.getMessage(), cause);
    }

    GroundException(String problem) {
        super(problem);
    }
}
