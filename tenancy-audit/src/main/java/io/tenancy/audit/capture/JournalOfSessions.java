package io.tenancy.audit.capture;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/** Gives each session of a factory with recorded entities its journal. Hibernate finds it by {@code ServiceLoader}. */
public final class JournalOfSessions implements ExtensionIntegration<Journal> {

    /** For {@code ServiceLoader}. */
    public JournalOfSessions() {}

    @Override
    public Class<Journal> getExtensionType() {
        return Journal.class;
    }

    /** That of the session whose transaction this one shares; null where nothing is recorded. */
    @Override
    public @Nullable Journal createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        if (session.getJdbcCoordinator().getJdbcSessionOwner() instanceof SharedSessionContractImplementor owner
                && owner != session) {
            return owner.getExtension(Journal.class);
        }
        return Capture.find(session.getFactory())
                .map(capture -> new Journal(session, capture))
                .orElse(null);
    }
}
