package io.tenancy.hibernate.fetch;

/** Rows were about to be fetched one by one, and the {@link FetchGuard} refuses that. The select was not run. */
public final class RepeatedFetchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Repetition repetition;

    RepeatedFetchException(Repetition repetition) {
        super(repetition.toString());
        this.repetition = repetition;
    }

    public Repetition repetition() {
        return repetition;
    }
}
