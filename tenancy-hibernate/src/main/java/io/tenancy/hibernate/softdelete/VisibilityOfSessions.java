package io.tenancy.hibernate.softdelete;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Gives each session its visibility as it opens. Hibernate finds it by {@code ServiceLoader}. */
public final class VisibilityOfSessions implements ExtensionIntegration<SessionVisibility> {

    public VisibilityOfSessions() {}

    @Override
    public Class<SessionVisibility> getExtensionType() {
        return SessionVisibility.class;
    }

    @Override
    public SessionVisibility createExtension(ExtensionIntegrationContext context) {
        return new SessionVisibility();
    }
}
