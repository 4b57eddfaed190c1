/** The audit trail: who changed what, recorded with the change, kept apart for each tenant. */
module io.tenancy.audit {
    requires static transitive org.jspecify;
    requires transitive io.tenancy.hibernate;
    requires tools.jackson.core;

    exports io.tenancy.audit;
    exports io.tenancy.audit.delivery;
    exports io.tenancy.audit.history;
    exports io.tenancy.audit.listener;
    exports io.tenancy.audit.log;
    exports io.tenancy.audit.refusal;
    exports io.tenancy.audit.report;
    exports io.tenancy.audit.seal;
    exports io.tenancy.audit.statement;
    exports io.tenancy.audit.trail;

    provides org.hibernate.engine.extension.spi.ExtensionIntegration with
            io.tenancy.audit.capture.JournalOfSessions;
    provides org.hibernate.integrator.spi.Integrator with
            io.tenancy.audit.capture.CaptureIntegrator;
    provides org.hibernate.service.spi.ServiceContributor with
            io.tenancy.audit.gate.GatedStatements;
}
