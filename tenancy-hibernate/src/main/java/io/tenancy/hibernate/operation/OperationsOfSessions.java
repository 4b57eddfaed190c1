package io.tenancy.hibernate.operation;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;

/** Lets each session say what its statements are for. Hibernate finds it by {@code ServiceLoader}. */
public final class OperationsOfSessions implements ExtensionIntegration<RowOperations> {

    /** For {@code ServiceLoader}. */
    public OperationsOfSessions() {}

    @Override
    public Class<RowOperations> getExtensionType() {
        return RowOperations.class;
    }

    @Override
    public RowOperations createExtension(ExtensionIntegrationContext context) {
        return new RowOperations();
    }
}
