package io.tenancy.audit.report;

import io.tenancy.audit.CapturedBy;
import io.tenancy.audit.capture.Capture;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/**
 * Every table of a factory, and how its changes get on the trail. The same is in the log of the application at start.
 * Immutable.
 */
public record AuditReport(Map<String, CapturedBy> tables) {

    public AuditReport {
        tables = Collections.unmodifiableMap(new TreeMap<>(tables));
    }

    /** @throws IllegalStateException if nothing of the factory is recorded */
    public static AuditReport of(SessionFactory factory) {
        return new AuditReport(
                Capture.require(factory.unwrap(SessionFactoryImplementor.class)).coverage());
    }
}
