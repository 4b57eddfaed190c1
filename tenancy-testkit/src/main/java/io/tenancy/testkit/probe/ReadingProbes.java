package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.READING;
import static io.tenancy.testkit.probe.Trait.COPIES;
import static io.tenancy.testkit.probe.Trait.NEEDS_FOREIGN_ID;

import io.tenancy.testkit.probe.model.EntityModel;
import java.util.List;
import java.util.UUID;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.binder.internal.TenantIdBinder;

/** Hibernate's ways to read an entity. */
final class ReadingProbes {

    private ReadingProbes() {}

    static List<Probe<EntityModel>> all() {
        return List.of(
                reading("find", (shot, session) -> shot.saw(session.find(shot.entityName(), shot.id()))),
                reading("findMultiple", (shot, session) -> session.findMultiple(
                                shot.entity().type(), List.of(shot.id()))
                        .forEach(shot::saw)),
                reading("getReference", (shot, session) -> {
                    Object reference = session.getReference(shot.entityName(), shot.id());
                    Hibernate.initialize(reference);
                    shot.saw(reference);
                }),
                reading("natural id", ReadingProbes::naturalId)
                        .unless(entity -> !entity.persister().hasNaturalIdentifier(), "no natural id"),
                reading("HQL by id", ReadingProbes::byId),
                reading("HQL without predicate", ReadingProbes::everything),
                reading("HQL count", ReadingProbes::count)
                        .unless(EntityModel::isSpreadOverTables, "its rows are in several tables"),
                reading("criteria", ReadingProbes::criteria)
                        .unless(
                                entity -> entity.persister().getIdentifierPropertyName() == null,
                                "the id is not one attribute"),
                reading("disableFilter, find", (shot, session) -> {
                    session.disableFilter(TenantIdBinder.FILTER_NAME);
                    shot.saw(session.find(shot.entityName(), shot.id()));
                }),
                reading("disableFilter, HQL", (shot, session) -> {
                    session.disableFilter(TenantIdBinder.FILTER_NAME);
                    everything(shot, session);
                }),
                reading("HQL insert-select", ReadingProbes::insertSelect).with(NEEDS_FOREIGN_ID, COPIES));
    }

    @FunctionalInterface
    private interface InSession {
        void run(Shot<EntityModel> shot, Session session);
    }

    private static Probe<EntityModel> reading(String name, InSession work) {
        return Probe.of(READING, name, shot -> shot.inSession(session -> work.run(shot, session)));
    }

    private static void naturalId(Shot<EntityModel> shot, Session session) {
        shot.saw(session.find(shot.entity().type(), naturalIdOf(shot), KeyType.NATURAL));
    }

    static Object naturalIdOf(Shot<EntityModel> shot) {
        return shot.entity().persister().getNaturalIdMapping().extractNaturalIdFromEntity(shot.detached());
    }

    private static void byId(Shot<EntityModel> shot, Session session) {
        shot.sawAll(session.createSelectionQuery("from " + hql(shot) + " e where id(e) = :id", Object.class)
                .setParameter("id", shot.id())
                .getResultList());
    }

    static void everything(Shot<EntityModel> shot, Session session) {
        shot.sawAll(
                session.createSelectionQuery("from " + hql(shot), Object.class).getResultList());
    }

    /** Whatever is beyond the tenant's own rows is foreign. */
    static void count(Shot<EntityModel> shot, Session session) {
        long all = session.createSelectionQuery("select count(e) from " + hql(shot) + " e", Long.class)
                .getSingleResult();
        long own = shot.scene().seeds().of(shot.entity(), shot.scene().own()).size();
        shot.got(shot.isForeign() ? all - own : all);
    }

    private static void criteria(Shot<EntityModel> shot, Session session) {
        var builder = session.getCriteriaBuilder();
        var query = builder.createQuery(shot.entity().type());
        var root = query.from(shot.entity().type());
        query.where(builder.equal(root.get(shot.entity().persister().getIdentifierPropertyName()), shot.id()));
        shot.sawAll(session.createSelectionQuery(query).getResultList());
    }

    /** Copies a row, under a new id; of a foreign row, into one's own. */
    private static void insertSelect(Shot<EntityModel> shot, Session session) {
        var copy = new HqlCopy(shot.entity());
        var insert = session.createMutationQuery(copy.hql())
                .setParameter("tenant", shot.scene().tenantValue(shot.scene().own()))
                .setParameter("id", shot.id());
        copy.findGivenId().ifPresent(attribute -> insert.setParameter("newId", UUID.randomUUID()));
        shot.got(insert.executeUpdate());
    }

    static String hql(Shot<EntityModel> shot) {
        return shot.entity().persister().getImportedName();
    }
}
