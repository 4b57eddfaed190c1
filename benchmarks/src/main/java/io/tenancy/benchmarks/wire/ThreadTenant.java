package io.tenancy.benchmarks.wire;

import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;

/** The resolver that most applications write: a variable of the thread. */
final class ThreadTenant implements CurrentTenantIdentifierResolver<String> {

    static final String NOBODY = "public";

    private final ThreadLocal<String> tenant = ThreadLocal.withInitial(() -> NOBODY);

    Route.Entrance entrance(SessionFactory factory) {
        return (id, work) -> inTransaction(factory, id, work);
    }

    private void inTransaction(SessionFactory factory, String id, Consumer<Session> work) {
        tenant.set(id);
        try {
            factory.inTransaction(work);
        } finally {
            tenant.remove();
        }
    }

    @Override
    public String resolveCurrentTenantIdentifier() {
        return tenant.get();
    }

    @Override
    public boolean validateExistingCurrentSessions() {
        return true;
    }
}
