package io.tenancy.hibernate.fetch;

/** Something was about to be fetched lazily, and a strict {@link FetchGuard} refuses that. The select was not run. */
public final class LazyFetchException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String association;
    private final String line;

    LazyFetchException(Origin origin, String association, String line) {
        super(
                "Fetching %s (%s) lazily refused by a strict fetch guard, at %s. Fetch it with its owner (FetchPlan, or join"
                                .formatted(association, origin, line.isEmpty() ? "an unknown line" : line)
                        + " fetch), or wrap the use in FetchLedger.of(session).allowLazy.");
        this.association = association;
        this.line = line;
    }

    /** Such as {@code Post.author}. */
    public String association() {
        return association;
    }

    /** Of the application; empty if there is none on the stack. */
    public String line() {
        return line;
    }
}
