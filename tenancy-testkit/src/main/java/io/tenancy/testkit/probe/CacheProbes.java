package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.CACHES;

import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.hibernate.KeyType;
import org.hibernate.Session;
import org.hibernate.stat.Statistics;

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
                    cached(shot, Statistics::getQueryCacheHitCount, session -> query.run(rehearsal, session));
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

    private static void find(Shot<EntityModel> shot) {
        cached(shot, Statistics::getSecondLevelCacheHitCount, session -> session.find(shot.entityName(), shot.id()));
        shot.inSession(session -> shot.saw(session.find(shot.entityName(), shot.id())));
    }

    private static void naturalId(Shot<EntityModel> shot) {
        Object key = ReadingProbes.naturalIdOf(shot);
        var type = shot.entity().type();
        cached(shot, Statistics::getNaturalIdCacheHitCount, session -> session.find(type, key, KeyType.NATURAL));
        shot.inSession(session -> shot.saw(session.find(type, key, KeyType.NATURAL)));
    }

    private static void collection(Shot<CollectionModel> shot) {
        var elements = new CachedElements(shot);
        var ofOwn = elements.read(shot.own());
        shot.scene().factory().getCache().evictAllRegions();
        cached(shot, Statistics::getSecondLevelCacheHitCount, elements::read);
        var ofTarget = elements.read(shot.targets());
        var found = elements.read(shot.own());
        if (shot.isForeign()) {
            if (ofOwn.containsAll(ofTarget)) {
                throw new NotMade("the elements of both tenants look alike: seed different ones");
            }
            found.removeAll(ofOwn);
        }
        found.retainAll(ofTarget);
        shot.got(found.size());
    }

    /** The target's tenant works twice. If its second time does not hit the cache, there is nothing to find in there. */
    private static void cached(Shot<?> shot, ToLongFunction<Statistics> hits, Consumer<Session> work) {
        var statistics = shot.scene().factory().getStatistics();
        boolean wasEnabled = statistics.isStatisticsEnabled();
        statistics.setStatisticsEnabled(true);
        try (var scope = shot.targets().enter()) {
            shot.scene().factory().inTransaction(work);
            long before = hits.applyAsLong(statistics);
            shot.scene().factory().inTransaction(work);
            if (hits.applyAsLong(statistics) == before) {
                throw new NotMade("the cache did not keep it");
            }
        } finally {
            statistics.setStatisticsEnabled(wasEnabled);
        }
    }
}
