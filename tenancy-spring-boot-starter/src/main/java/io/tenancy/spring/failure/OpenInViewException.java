package io.tenancy.spring.failure;

/** Open-in-view is on: a session that opens with the request would have whatever tenant is known by then. */
public final class OpenInViewException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public OpenInViewException() {
        super(
                "spring.jpa.open-in-view is true: a session that opens with the request has whatever tenant is known by then,"
                        + " and keeps it.");
    }
}
