package io.tenancy.event;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Several listeners as one; a failing one is logged and silences nobody. */
final class AllListeners implements TenancyListener {

    private static final Logger LOG = System.getLogger("io.tenancy.event");

    private final List<TenancyListener> listeners;

    AllListeners(List<TenancyListener> listeners) {
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void on(TenancyEvent event) {
        for (TenancyListener listener : listeners) {
            try {
                listener.on(event);
            } catch (RuntimeException e) {
                // The event's text stays out of the log: attributes of tenants are nobody's business here.
                LOG.log(
                        Level.WARNING,
                        "Listener " + listener.getClass().getName() + " failed on "
                                + event.getClass().getSimpleName() + "; the work goes on.",
                        e);
            }
        }
    }
}
