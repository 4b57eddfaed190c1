package io.tenancy.audit.delivery;

/** A sink took no events. They will come again. */
public final class SinkFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String sink;

    SinkFailedException(String sink, long first, Exception cause) {
        super(
                "Sink '" + sink + "' failed at event " + first + ": " + cause + ". The event and those after it wait.",
                cause);
        this.sink = sink;
    }

    public String sink() {
        return sink;
    }
}
