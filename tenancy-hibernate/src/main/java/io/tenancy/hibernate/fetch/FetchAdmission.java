package io.tenancy.hibernate.fetch;

import org.hibernate.engine.extension.spi.ExtensionIntegration;
import org.hibernate.engine.extension.spi.ExtensionIntegrationContext;
import org.jspecify.annotations.Nullable;

/** Gives each session of a factory with a fetch guard its ledger. Hibernate finds it by {@code ServiceLoader}. */
public final class FetchAdmission implements ExtensionIntegration<FetchLedger> {

    /** For {@code ServiceLoader}. */
    public FetchAdmission() {}

    @Override
    public Class<FetchLedger> getExtensionType() {
        return FetchLedger.class;
    }

    /** Null for the sessions of a factory without a guard. */
    @Override
    public @Nullable FetchLedger createExtension(ExtensionIntegrationContext context) {
        var session = context.getSession();
        FetchInspector inspector = FetchInspector.of(session.getFactory());
        if (inspector == null) {
            return null;
        }
        var ledger = new FetchLedger(session, inspector.guard());
        session.getEventListenerManager().addListener(new StatementTimes(ledger));
        return ledger;
    }
}
