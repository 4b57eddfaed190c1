package io.tenancy.testkit.probe;

/** A probe found out on the way that it cannot be made. */
final class NotMade extends RuntimeException {

    /** @param reason what is missing, for the report */
    NotMade(String reason) {
        super(reason);
    }
}
