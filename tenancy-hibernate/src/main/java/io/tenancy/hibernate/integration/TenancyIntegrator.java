package io.tenancy.hibernate.integration;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.hibernate.fetch.FetchInspector;
import io.tenancy.hibernate.guard.TenantGuard;
import io.tenancy.hibernate.id.Optimizers;
import io.tenancy.hibernate.mapping.EntityModel;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.hibernate.softdelete.CollectionFilters;
import io.tenancy.hibernate.softdelete.SoftDeleteGuard;
import io.tenancy.hibernate.softdelete.SoftDeleteModel;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.SessionFactoryObserver;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.integrator.spi.Integrator;

/**
 * Checks and guards every factory that is built with the settings of Tenancy, whoever builds it, and has the doctor look
 * at the walls; other factories it leaves alone.
 * Hibernate finds it by {@code ServiceLoader}.
 */
public final class TenancyIntegrator implements Integrator {

    @Override
    public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor factory) {
        TenantRouting.find(factory).ifPresent(routing -> integrate(metadata, factory, routing));
    }

    private static void integrate(Metadata metadata, SessionFactoryImplementor factory, TenantRouting routing) {
        var model = EntityModel.of(metadata, routing.declared());
        var softDeletes = SoftDeleteModel.of(metadata);
        var problems = problems(model, factory, routing);
        problems.addAll(softDeletes.problems());
        requireNoProblems(problems);
        routing.serve(model);
        var directory = routing.connections().directory();
        new TenantGuard(model, directory, routing.connections().listener()).install(factory.getEventListenerRegistry());
        FetchInspector.install(factory);
        CollectionFilters.addTo(metadata);
        new SoftDeleteGuard(softDeletes).install(factory.getEventListenerRegistry());
        factory.addObserver(new Placement(identifier -> directory.require(TenantId.of(identifier))));
    }

    private static List<String> problems(EntityModel model, SessionFactoryImplementor factory, TenantRouting routing) {
        var problems = new ArrayList<>(model.problems());
        problems.addAll(UnsafeSettings.in(factory.getServiceRegistry()
                .requireService(ConfigurationService.class)
                .getSettings()));
        if (factory.getSessionFactoryOptions().getCurrentTenantIdentifierResolver() != routing.resolver()) {
            problems.add(
                    "The tenant identifier resolver is not the one of these settings. Set"
                            + " hibernate.tenant_identifier_resolver to the value that TenancySettings gives, and declare no other.");
        }
        problems.addAll(gaps(model, routing));
        return problems;
    }

    /** The mapping knows the tenant column and the shared tables, so it is here that the doctor is sent for. */
    private static List<String> gaps(EntityModel model, TenantRouting routing) {
        TenantConnections connections = routing.connections();
        try {
            connections.examinedBy(roles -> Doctor.of(roles, model.column(), connections.setting())
                    .withShared(model.sharedTables().toArray(String[]::new))
                    .withReviewed(routing.reviewed()));
            return List.of();
        } catch (TenancyConfigurationException e) {
            return e.problems();
        }
    }

    private static void requireNoProblems(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Hibernate", problems);
        }
    }

    /** Only a finished factory has its id generators. */
    private record Placement(Function<String, Tenant> tenants) implements SessionFactoryObserver {

        @Override
        public void sessionFactoryCreated(SessionFactory factory) {
            Optimizers.place(factory.unwrap(SessionFactoryImplementor.class), tenants);
        }
    }
}
