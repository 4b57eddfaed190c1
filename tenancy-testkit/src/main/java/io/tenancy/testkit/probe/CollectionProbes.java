package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.COLLECTIONS;
import static io.tenancy.testkit.probe.Trait.NEEDS_COMMON_ID;
import static io.tenancy.testkit.probe.Trait.WRITES;

import io.tenancy.testkit.probe.model.CollectionModel;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/** Collections. Those with tables of their own know no tenant in Hibernate, only the id of their owner. */
final class CollectionProbes {

    private CollectionProbes() {}

    static List<Probe<CollectionModel>> all() {
        return List.of(
                probe("loaded", CollectionProbes::load).with(NEEDS_COMMON_ID),
                probe("join fetch", CollectionProbes::joinFetch).with(NEEDS_COMMON_ID),
                probe("HQL join", CollectionProbes::join).with(NEEDS_COMMON_ID),
                probe("cleared", CollectionProbes::clear)
                        .with(NEEDS_COMMON_ID, WRITES)
                        .unless(collection -> collection.persister().isInverse(), "the other side keeps it"),
                probe("StatelessSession.fetch of a kept one", CollectionProbes::fetchKept)
                        .unless(collection -> !collection.persister().isLazy(), "not lazy"),
                withTable("native select by owner", CollectionProbes::select),
                withTable("native delete by owner", CollectionProbes::delete).with(WRITES),
                withTable("foreign element added", ForeignElement::add)
                        .with(WRITES)
                        .unless((collection, scene) -> ForeignElement.findObstacle(collection)));
    }

    private static Probe<CollectionModel> probe(String name, Probe.Attempt<CollectionModel> attempt) {
        return Probe.of(COLLECTIONS, "collection, " + name, attempt)
                .unless(collection -> collection.persister().isArray(), "an array")
                .unless(collection -> !collection.pointsAtId(), "it points at something else than its owner's id");
    }

    private static Probe<CollectionModel> withTable(String name, Probe.Attempt<CollectionModel> attempt) {
        return probe(name, attempt)
                .unless(collection -> !collection.hasOwnTable(), "its rows are those of an entity, probed as such");
    }

    private static void load(Shot<CollectionModel> shot) throws SQLException {
        var mixture = Mixture.of(shot);
        shot.inSession(session -> mixture.sawElements(read(shot, session.find(shot.entityName(), shot.id()))));
    }

    private static void joinFetch(Shot<CollectionModel> shot) throws SQLException {
        var mixture = Mixture.of(shot);
        String hql = "select o from " + owner(shot) + " o left join fetch o."
                + shot.subject().path() + " where id(o) = :id";
        shot.inSession(session -> {
            Object owner = session.createSelectionQuery(hql, Object.class)
                    .setParameter("id", shot.id())
                    .getSingleResult();
            mixture.sawElements(read(shot, owner));
        });
    }

    private static void join(Shot<CollectionModel> shot) throws SQLException {
        var mixture = Mixture.ofRows(shot);
        String hql = "select count(*) from " + owner(shot) + " o join o."
                + shot.subject().path() + " where id(o) = :id";
        shot.inSession(session -> mixture.sawRows(session.createSelectionQuery(hql, Long.class)
                .setParameter("id", shot.id())
                .getSingleResult()));
    }

    private static void clear(Shot<CollectionModel> shot) {
        shot.inSession(session -> {
            Object collection = read(shot, session.find(shot.entityName(), shot.id()));
            if (collection instanceof Map<?, ?> map) {
                map.clear();
            } else if (collection instanceof Collection<?> elements) {
                elements.clear();
            }
        });
    }

    /** The owner comes from its own tenant's session, its collection not yet loaded. */
    private static void fetchKept(Shot<CollectionModel> shot) throws SQLException {
        var mixture = Mixture.of(shot);
        Object kept = read(shot, shot.detached());
        if (kept == null || Hibernate.isInitialized(kept)) {
            throw new NotMade("loaded with its owner");
        }
        shot.inStatelessSession(session -> session.fetch(kept));
        mixture.sawElements(kept);
    }

    private static void select(Shot<CollectionModel> shot) throws SQLException {
        Sql sql = new CollectionRows(shot.scene(), shot.subject()).select(shot.target());
        shot.inSession(session -> shot.got(
                sql.bound(session.createNativeQuery(sql.text(), Long.class)).getSingleResult()));
    }

    private static void delete(Shot<CollectionModel> shot) {
        Sql sql = new CollectionRows(shot.scene(), shot.subject()).delete(shot.target());
        shot.inSession(session ->
                sql.bound(session.createNativeMutationQuery(sql.text())).executeUpdate());
    }

    private static String owner(Shot<CollectionModel> shot) {
        return shot.entity().persister().getImportedName();
    }

    static @Nullable Object read(Shot<CollectionModel> shot, Object owner) {
        return shot.subject().read(owner);
    }
}
