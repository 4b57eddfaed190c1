package io.tenancy.audit.trail;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.audit.history.History;
import io.tenancy.audit.log.Kind;
import io.tenancy.context.TenantContext;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;

/**
 * An operator's reading of the trails of tenants, one after the other, in any placement. Each reading is an event of the
 * trail that is read, written first: where that fails, nothing is read. Safe for use by several threads.
 */
public final class Inspection {

    private final SessionFactory factory;
    private final Trail trail;
    private final Actor operator;

    private Inspection(SessionFactory factory, Trail trail, Actor operator) {
        this.factory = factory;
        this.trail = trail;
        this.operator = operator;
    }

    /** @throws IllegalArgumentException if the operator gives no reason */
    public static Inspection of(SessionFactory factory, Trail trail, Actor operator) {
        String reason = operator.reason();
        if (reason == null || reason.isBlank()) {
            throw new IllegalArgumentException("Operator '" + operator.name()
                    + "' refused on the audit trail: expected a reason, found none. Give one with Actor.withReason.");
        }
        return new Inspection(factory, trail, operator);
    }

    public <R extends @Nullable Object> R read(TenantId tenant, Function<History, R> reading) throws SQLException {
        var context = TenantContext.of(tenant).withActor(operator);
        trail.write(context, Kind.TRAIL_READ, Map.of());
        try (var scope = context.enter()) {
            return factory.fromTransaction(session -> reading.apply(History.in(session)));
        }
    }
}
