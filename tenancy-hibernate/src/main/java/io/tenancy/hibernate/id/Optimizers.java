package io.tenancy.hibernate.id;

import io.tenancy.Tenant;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Function;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.id.OptimizableGenerator;
import org.hibernate.id.enhanced.NoopOptimizer;
import org.hibernate.id.enhanced.Optimizer;
import org.hibernate.persister.entity.EntityPersister;

/** The optimizers of a factory's id generators. */
public final class Optimizers {

    private static final Logger LOG = System.getLogger("io.tenancy.id");

    private Optimizers() {}

    /**
     * Gives a finished factory's optimizers their tenants, and warns of those that keep blocks per tenant.
     *
     * @param tenants finds a tenant by Hibernate's tenant identifier
     */
    public static void place(SessionFactoryImplementor factory, Function<String, Tenant> tenants) {
        factory.getMappingMetamodel().forEachEntityDescriptor(entity -> {
            if (entity.getGenerator() instanceof OptimizableGenerator generator) {
                place(entity, generator.getOptimizer(), tenants);
            }
        });
    }

    private static void place(EntityPersister entity, Optimizer optimizer, Function<String, Tenant> tenants) {
        if (optimizer instanceof PlacedOptimizer placed) {
            placed.use(tenants);
        } else if (!(optimizer instanceof NoopOptimizer)) {
            LOG.log(
                    Level.WARNING,
                    "{0} declares the id optimizer {1}, which keeps ids per tenant for ever and gives duplicates after a"
                            + " tenant was moved. Drop the declaration.",
                    entity.getEntityName(),
                    optimizer.getClass().getSimpleName());
        }
    }
}
