package io.tenancy.audit.capture;

import io.tenancy.audit.RawWrites;
import io.tenancy.audit.capture.PlacedCascades.Reach;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.audit.row.RowTables;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.hibernate.softdelete.Deletion;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hibernate.engine.spi.CascadingActions;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.type.AssociationType;
import org.hibernate.type.CollectionType;
import org.hibernate.type.Type;
import org.jspecify.annotations.Nullable;

/** Before a row is deleted, recorded or not: does a foreign key take recorded rows along that Hibernate does not delete. */
@SuppressWarnings("serial") // Hibernate's listeners are serializable by tradition only.
record CascadeGuard(Capture capture, PlacedCascades cascades) implements PreDeleteEventListener {

    private static final System.Logger LOG = System.getLogger(CascadeGuard.class.getName());

    CascadeGuard(Capture capture) {
        this(capture, new PlacedCascades(capture));
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        EntityPersister persister = event.getPersister();
        if (!SessionTenant.of(event.getSession()).isOperator() && !isSoft(persister)) {
            refuse(event, unseen(event));
        }
        return false;
    }

    private Set<String> unseen(PreDeleteEvent event) {
        EntityPersister persister = event.getPersister();
        var reached = cascades.of(event.getSession());
        @Nullable Set<String> seen = null;
        var unseen = new TreeSet<String>();
        for (String table : persister.getTableNames()) {
            for (Reach reach : reached.getOrDefault(RowTables.nameOf(table), Set.of())) {
                if (seen == null) {
                    seen = deletedByHibernate(
                            persister, event.getSession() instanceof SessionImplementor, event.getFactory());
                }
                // The id is that of the first table; what hangs on others is refused without a look.
                boolean first = table.equals(persister.getIdentifierTableName());
                if (!seen.contains(reach.table())
                        && (!first || reach.isReached(persister, event.getId(), event.getSession()))) {
                    unseen.add(reach.table());
                }
            }
        }
        return unseen;
    }

    /** What is deleted softly stays, and so do the rows that refer to it. */
    private static boolean isSoft(EntityPersister persister) {
        return Arrays.stream(persister.getPropertyTypes()).anyMatch(type -> type.getReturnedClass() == Deletion.class);
    }

    private void refuse(PreDeleteEvent event, Set<String> unseen) {
        if (unseen.isEmpty()) {
            return;
        }
        String tables = String.join(", ", unseen);
        String attempted = "Delete of " + event.getPersister().getEntityName() + "#" + event.getId()
                + ", which a foreign key takes on to " + tables + ",";
        if (capture.rawWrites() == RawWrites.REFUSE) {
            throw new UnrecordedWriteException(
                    SessionTenant.of(event.getSession()).tenant(),
                    attempted,
                    unseen,
                    "Delete those first, by a cascade of the mapping or by hand, and have the key say no action; or mark their"
                            + " entities for triggers, which see it.");
        }
        LOG.log(Level.WARNING, attempted + " is not on the audit trail.");
    }

    /**
     * What an association with a cascade of removals refers to, and the entity's own collections, go before it. Sessions without
     * state do not cascade.
     */
    private static Set<String> deletedByHibernate(
            EntityPersister persister, boolean withState, SessionFactoryImplementor factory) {
        var tables = new HashSet<String>();
        Type[] types = persister.getPropertyTypes();
        for (int i = 0; i < types.length; i++) {
            boolean cascades = withState && persister.getPropertyCascadeStyles()[i].doCascade(CascadingActions.REMOVE);
            if (types[i] instanceof CollectionType collection) {
                tables.addAll(ofCollection(collection, cascades, factory));
            } else if (cascades && types[i] instanceof AssociationType association) {
                tables.addAll(ofEntity(association, factory));
            }
        }
        return tables;
    }

    private static List<String> ofCollection(CollectionType type, boolean cascades, SessionFactoryImplementor factory) {
        var collection = factory.getMappingMetamodel().getCollectionDescriptor(type.getRole());
        if (collection.isOneToMany()) {
            return cascades ? names(collection.getElementPersister()) : List.of();
        }
        return collection.isInverse() ? List.of() : List.of(RowTables.nameOf(collection.getTableName()));
    }

    private static List<String> ofEntity(AssociationType type, SessionFactoryImplementor factory) {
        return names(factory.getMappingMetamodel().getEntityDescriptor(type.getAssociatedEntityName(factory)));
    }

    private static List<String> names(EntityPersister persister) {
        return Arrays.stream(persister.getTableNames()).map(RowTables::nameOf).toList();
    }
}
