package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.CACHES;

import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.Hibernate;
import org.hibernate.KeyType;
import org.hibernate.Session;

/** What the target's tenant has just cached is looked for by the own tenant. */
final class CacheProbes {

    private CacheProbes() {}

    static List<Probe<EntityModel>> all() {
        return List.of(
                Probe.of(CACHES, "second-level cache, find", CacheProbes::find)
                        .unless(entity -> !entity.persister().canReadFromCache(), "not cached"),
                Probe.of(CACHES, "second-level cache, natural id", CacheProbes::naturalId)
                        .unless(
                                entity -> !entity.persister().hasNaturalIdentifier()
                                        || !entity.persister().hasNaturalIdCache(),
                                "no cached natural id"),
                query(
                        "HQL",
                        (shot, session) -> shot.sawAll(
                                session.createSelectionQuery("from " + ReadingProbes.hql(shot), Object.class)
                                        .setCacheable(true)
                                        .getResultList())),
                query("criteria", (shot, session) -> {
                    var query = session.getCriteriaBuilder()
                            .createQuery(shot.entity().type());
                    query.from(shot.entity().type());
                    shot.sawAll(session.createSelectionQuery(query)
                            .setCacheable(true)
                            .getResultList());
                }),
                query("native", CacheProbes::nativeQuery));
    }

    static List<Probe<CollectionModel>> collections() {
        return List.of(Probe.<CollectionModel>of(CACHES, "second-level cache, collection", CacheProbes::collection)
                .with(Trait.NEEDS_COMMON_ID)
                .unless(collection -> !collection.persister().hasCache(), "not cached")
                .unless(collection -> !collection.pointsAtId(), "it points at something else than its owner's id"));
    }

    @FunctionalInterface
    private interface CachedQuery {
        void run(Shot<EntityModel> shot, Session session);
    }

    private static Probe<EntityModel> query(String kind, CachedQuery query) {
        return Probe.<EntityModel>of(CACHES, "query cache, " + kind, shot -> {
                    var rehearsal = shot.again();
                    Consumer<Session> work = session -> query.run(rehearsal, session);
                    try (var scope = shot.targets().enter()) {
                        shot.scene().factory().inTransaction(work);
                        requireHit(shot, () -> shot.scene().factory().inTransaction(work));
                    }
                    shot.inSession(session -> query.run(shot, session));
                })
                .unless((entity, scene) ->
                        scene.factory().getSessionFactoryOptions().isQueryCacheEnabled()
                                ? Optional.empty()
                                : Optional.of("no query cache"));
    }

    private static void nativeQuery(Shot<EntityModel> shot, Session session) {
        String sql = "select cast(" + shot.entity().tenantColumn() + " as text) from "
                + shot.entity().table();
        shot.got(session
                .createNativeQuery(sql, String.class)
                .addSynchronizedEntityClass(shot.entity().type())
                .setCacheable(true)
                .getResultList()
                .stream()
                .filter(tenant -> tenant.equals(shot.tenant().value()))
                .count());
    }

    /** A result that is not kept would prove nothing. */
    private static void requireHit(Shot<?> shot, Runnable query) {
        var statistics = shot.scene().factory().getStatistics();
        boolean wasEnabled = statistics.isStatisticsEnabled();
        statistics.setStatisticsEnabled(true);
        long before = statistics.getQueryCacheHitCount();
        try {
            query.run();
            if (statistics.getQueryCacheHitCount() == before) {
                throw new NotMade("the cache did not keep the result");
            }
        } finally {
            statistics.setStatisticsEnabled(wasEnabled);
        }
    }

    private static void find(Shot<EntityModel> shot) {
        shot.detached();
        try (var scope = shot.targets().enter()) {
            if (!shot.scene().factory().getCache().containsEntity(shot.entityName(), shot.id())) {
                throw new NotMade("the cache did not keep the row");
            }
        }
        shot.inSession(session -> shot.saw(session.find(shot.entityName(), shot.id())));
    }

    private static void naturalId(Shot<EntityModel> shot) {
        Object key = ReadingProbes.naturalIdOf(shot);
        shot.asTarget(session -> session.find(shot.entity().type(), key, KeyType.NATURAL));
        shot.inSession(session -> shot.saw(session.find(shot.entity().type(), key, KeyType.NATURAL)));
    }

    private static void collection(Shot<CollectionModel> shot) throws SQLException {
        var mixture = Mixture.of(shot);
        shot.asTarget(session -> {
            Object collection = shot.subject().read(session.find(shot.entityName(), shot.id()));
            Hibernate.initialize(collection);
            return shot;
        });
        shot.inSession(session -> {
            Object collection = shot.subject().read(session.find(shot.entityName(), shot.id()));
            Hibernate.initialize(collection);
            mixture.saw(collection);
        });
    }
}
