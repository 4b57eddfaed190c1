package io.tenancy.hibernate.transaction;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Gives each session the number of its attempt. Hibernate finds it by {@code ServiceLoader}. */
public final class AttemptOfSessions implements ExtensionIntegration<SessionAttempt> {

    /** For {@code ServiceLoader}. */
    public AttemptOfSessions() {}

    @Override
    public Class<SessionAttempt> getExtensionType() {
        return SessionAttempt.class;
    }

    @Override
    public SessionAttempt createExtension(ExtensionIntegrationContext context) {
        return new SessionAttempt();
    }
}
