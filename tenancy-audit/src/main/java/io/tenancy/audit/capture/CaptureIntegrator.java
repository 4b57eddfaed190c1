package io.tenancy.audit.capture;

import io.tenancy.audit.model.AuditModel;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.refusal.TenancyConfigurationException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Has every factory that is built with the settings of Tenancy record what is marked so; other factories it leaves alone.
 * Hibernate finds it by {@code ServiceLoader}.
 */
public final class CaptureIntegrator implements Integrator {

    private static final System.Logger LOG = System.getLogger(CaptureIntegrator.class.getName());

    /** For {@code ServiceLoader}. */
    public CaptureIntegrator() {}

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        TenantRouting.find(factory).ifPresent(routing -> integrate(metadata, factory, routing));
    }

    private static void integrate(Metadata metadata, SessionFactoryImplementor factory, TenantRouting routing) {
        var model = AuditModel.of(metadata, EntityModel.of(metadata, routing.declaredShared()));
        var problems = new ArrayList<>(model.problems());
        var settings = factory.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings();
        var options = CaptureOptions.of(settings, problems);
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Audit", problems);
        }
        if (!model.isEmpty()) {
            new Capture(model, options).install(factory.getEventListenerRegistry());
            LOG.log(Level.INFO, "Audit trail by table: {0}", model.coverage());
        }
    }
}
