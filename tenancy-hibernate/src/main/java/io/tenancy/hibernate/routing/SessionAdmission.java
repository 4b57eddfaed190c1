package io.tenancy.hibernate.routing;

import io.tenancy.refusal.TenancyException;
import java.util.Optional;
import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;
import org.hibernate.engine.jdbc.internal.JdbcCoordinatorImpl;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every session, of whatever kind, as it opens: also at one whose opener named a tenant by hand or shares the
 * connection of another session. Hibernate finds it by {@code ServiceLoader}.
 */
public final class SessionAdmission implements ExtensionIntegration<SessionTenant> {

    @Override
    public Class<SessionTenant> getExtensionType() {
        return SessionTenant.class;
    }

    /** Null for the sessions of a factory that is not ours. */
    @Override
    public @Nullable SessionTenant createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        return TenantRouting.find(session.getFactory())
                .map(routing -> admit(session, routing))
                .orElse(null);
    }

    private static SessionTenant admit(SharedSessionContractImplementor session, TenantRouting routing) {
        Optional<SessionTenant> lender = findLender(session);
        try {
            SessionTenant admitted = routing.admit(session.getTenantIdentifierValue(), lender);
            session.getEventListenerManager().addListener(new ConnectionWait(session));
            return admitted;
        } catch (TenancyException refusal) {
            if (lender.isPresent()) {
                closeUnfinished(session, refusal);
            }
            throw refusal;
        }
    }

    /** Its lender knows it already, would close it as it closes itself, fail at what is missing, and keep its connection. */
    private static void closeUnfinished(SharedSessionContractImplementor session, TenancyException refusal) {
        try {
            session.close();
        } catch (RuntimeException missing) {
            // It is closed all the same.
            refusal.addSuppressed(missing);
        }
    }

    /** The session whose connection this one shares. */
    private static Optional<SessionTenant> findLender(SharedSessionContractImplementor session) {
        return session.getJdbcCoordinator() instanceof JdbcCoordinatorImpl connection
                        && connection.getJdbcSessionOwner() instanceof SharedSessionContractImplementor owner
                        && owner != session
                ? Optional.of(SessionTenant.of(owner))
                : Optional.empty();
    }
}
