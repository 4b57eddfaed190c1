package io.tenancy.audit.office;

import io.tenancy.Actor;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** Two tenants in each placement, whose letters are recorded. One for all test classes; it ends with the test server. */
public final class Office {

    public static final Actor ANN = Actor.user("ann").withReason("at the desk");

    private static final String TABLES =
            """
            create table letter (tenant_id text not null, id bigint not null, subject text, primary key (tenant_id, id));
            """;

    public final Housing housing =
            Housing.of(TABLES + AuditLog.script() + "select tenancy_audit_log();", builder -> {}, Letter.class);

    private static final class Shared {
        static final Office OFFICE = new Office();
    }

    public static Office shared() {
        return Shared.OFFICE;
    }

    public static TenantContext context(String tenant) {
        return TenantContext.of(tenant).withActor(ANN).withCorrelationId("letter of " + tenant);
    }

    public void as(String tenant, Consumer<Session> work) {
        context(tenant).run(() -> housing.tenancy.inTransaction(work));
    }

    public void statelessAs(String tenant, Consumer<StatelessSession> work) {
        context(tenant).run(() -> housing.tenancy.inStatelessTransaction(work));
    }

    /** The newest first. */
    public List<AuditEvent> history(String tenant, Class<?> entity, Object id) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return housing.tenancy.fromTransaction(
                    session -> History.in(session).of(entity, id).events());
        }
    }
}
