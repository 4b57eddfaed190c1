package io.tenancy.event;

/** Hears what happens, on the thread where it happens; must be quick and safe for use by several threads. */
@FunctionalInterface
public interface TenancyListener {

    void on(TenancyEvent event);

    /** Hears nothing. */
    static TenancyListener none() {
        return event -> {};
    }
}
