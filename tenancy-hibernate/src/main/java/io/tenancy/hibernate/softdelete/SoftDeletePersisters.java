package io.tenancy.hibernate.softdelete;

import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cache.spi.access.EntityDataAccess;
import org.hibernate.cache.spi.access.NaturalIdDataAccess;
import org.hibernate.mapping.PersistentClass;
import org.hibernate.metamodel.spi.RuntimeModelCreationContext;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.persister.entity.JoinedSubclassEntityPersister;
import org.hibernate.persister.entity.SingleTableEntityPersister;
import org.hibernate.persister.internal.StandardPersisterClassResolver;
import org.hibernate.persister.spi.PersisterClassResolver;
import org.hibernate.query.sqm.mutation.spi.SqmMultiTableMutationStrategy;
import org.hibernate.service.spi.ServiceContributor;

/**
 * Has Hibernate ask {@link SoftDeleteStrategy} how to delete a soft-deleted entity by a statement; other entities have
 * Hibernate's own persisters. Hibernate finds it by {@code ServiceLoader}.
 */
public final class SoftDeletePersisters implements ServiceContributor {

    public SoftDeletePersisters() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addService(PersisterClassResolver.class, new Resolver());
    }

    @SuppressWarnings("serial") // Hibernate's services are serializable by tradition only.
    private static final class Resolver extends StandardPersisterClassResolver {

        @Override
        public Class<? extends EntityPersister> getEntityPersisterClass(PersistentClass entity) {
            var usual = super.getEntityPersisterClass(entity);
            boolean soft = entity.getFilters().stream()
                    .anyMatch(filter -> filter.getName().equals(HidingFilter.LIVE.filterName()));
            if (soft && usual == SingleTableEntityPersister.class) {
                return SingleTable.class;
            }
            return soft && usual == JoinedSubclassEntityPersister.class ? Joined.class : usual;
        }
    }

    /** Hibernate makes it by reflection. */
    public static final class SingleTable extends SingleTableEntityPersister {

        private final SqmMultiTableMutationStrategy strategy = new SoftDeleteStrategy(this, null);

        public SingleTable(
                PersistentClass entity,
                EntityDataAccess cache,
                NaturalIdDataAccess naturalIds,
                RuntimeModelCreationContext context) {
            super(entity, cache, naturalIds, context);
        }

        @Override
        public SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
            var own = super.getSqmMultiTableMutationStrategy();
            return own == null ? strategy : new SoftDeleteStrategy(this, own);
        }
    }

    /** Hibernate makes it by reflection. */
    public static final class Joined extends JoinedSubclassEntityPersister {

        public Joined(
                PersistentClass entity,
                EntityDataAccess cache,
                NaturalIdDataAccess naturalIds,
                RuntimeModelCreationContext context) {
            super(entity, cache, naturalIds, context);
        }

        @Override
        public SqmMultiTableMutationStrategy getSqmMultiTableMutationStrategy() {
            return new SoftDeleteStrategy(this, super.getSqmMultiTableMutationStrategy());
        }
    }
}
