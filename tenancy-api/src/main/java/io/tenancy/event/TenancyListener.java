package io.tenancy.event;

import java.util.List;

/** Hears what happens, on the thread where it happens; must be quick and safe for use by several threads. */
@FunctionalInterface
public interface TenancyListener {

    void on(TenancyEvent event);

    /** Hears nothing. */
    static TenancyListener none() {
        return event -> {};
    }

    /**
     * Tells every listener, in this order. One that throws is logged and breaks neither the work that it hears of nor
     * the listeners after it; an {@link Error} passes.
     */
    static TenancyListener all(List<TenancyListener> listeners) {
        return new AllListeners(listeners);
    }
}
