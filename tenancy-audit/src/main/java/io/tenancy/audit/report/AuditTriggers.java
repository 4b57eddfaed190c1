package io.tenancy.audit.report;

import io.tenancy.audit.capture.Capture;
import io.tenancy.audit.trigger.TriggerSet;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;

/** The triggers that record what is marked {@code @Recorded(by = CapturedBy.TRIGGER)}, made from the mapping. Immutable. */
public final class AuditTriggers {

    private final TriggerSet triggers;

    private AuditTriggers(TriggerSet triggers) {
        this.triggers = triggers;
    }

    /**
     * @throws TenancyConfigurationException if PostgreSQL cannot tell of some attribute what Java does
     * @throws IllegalStateException if nothing of the factory is recorded
     */
    public static AuditTriggers of(SessionFactory factory) {
        var implementor = factory.unwrap(SessionFactoryImplementor.class);
        return new AuditTriggers(Capture.require(implementor).triggers(implementor));
    }

    /** For a migration of each schema, after that of the log; again when the mapping has changed. Can be run twice. */
    public String script() {
        return triggers.script();
    }

    /**
     * What is not as the script would make it, by table: missing, switched off, or another. Sessions look by themselves before
     * their first write in each place.
     *
     * @param connection with the schema of the tables as the first of its search path, such as a tenant's
     */
    public Map<String, String> gaps(Connection connection) throws SQLException {
        return triggers.gaps(connection);
    }
}
