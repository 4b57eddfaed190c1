package io.tenancy.spring.data;

import io.tenancy.event.TenancyListener;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;

/** The listeners among the application's beans. */
final class Listeners {

    /** It hears the connections by itself; to make it, there must be connections already. */
    private static final String TRAIL = "io.tenancy.audit.trail.Trail";

    private Listeners() {}

    static List<TenancyListener> of(ObjectProvider<TenancyListener> beans) {
        return beans.orderedStream(type -> !type.getName().equals(TRAIL)).toList();
    }
}
