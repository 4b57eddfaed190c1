package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.READING;
import static io.tenancy.testkit.probe.Family.WRITING;
import static io.tenancy.testkit.probe.Trait.DELETES;
import static io.tenancy.testkit.probe.Trait.INSERTS;
import static io.tenancy.testkit.probe.Trait.WRITES;

import io.tenancy.testkit.probe.model.EntityModel;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;

/** The ways of a stateless session, which believes whatever it is given. */
final class StatelessProbes {

    private StatelessProbes() {}

    static List<Probe<EntityModel>> all() {
        var all = new ArrayList<>(List.of(
                stateless("get", (shot, session) -> shot.saw(session.get(shot.entityName(), shot.id()))),
                stateless("getMultiple", (shot, session) -> session.getMultiple(
                                shot.entity().type(), List.of(shot.id()))
                        .forEach(shot::saw)),
                Probe.of(READING, "StatelessSession.refresh", StatelessProbes::refresh),
                Probe.of(READING, "StatelessSession.fetch of a kept proxy", StatelessProbes::fetchProxy)));
        for (Stamp stamp : Stamp.values()) {
            all.add(writing("update", stamp, StatelessSession::update).with(WRITES));
            all.add(writing("delete", stamp, StatelessSession::delete).with(WRITES, DELETES));
            all.add(writing("upsert", stamp, StatelessSession::upsert).with(WRITES, INSERTS));
        }
        return all;
    }

    @FunctionalInterface
    private interface InSession {
        void run(Shot<EntityModel> shot, StatelessSession session);
    }

    @FunctionalInterface
    private interface Write {
        void run(StatelessSession session, Object entity);
    }

    private static Probe<EntityModel> stateless(String method, InSession work) {
        return Probe.of(
                READING,
                "StatelessSession." + method,
                shot -> shot.inStatelessSession(session -> work.run(shot, session)));
    }

    private static Probe<EntityModel> writing(String method, Stamp stamp, Write write) {
        return Probe.of(WRITING, "StatelessSession." + method + stamp.suffix(), shot -> {
            Object entity = stamp.on(shot);
            shot.inStatelessSession(session -> write.run(session, entity));
        });
    }

    /** The tenant is unset first: if it is there afterwards, it was read. */
    private static void refresh(Shot<EntityModel> shot) {
        Object entity = Stamp.UNSET.on(shot);
        shot.inStatelessSession(session -> session.refresh(entity));
        shot.got(shot.saysItIsTheTargets(entity) ? 1 : 0);
    }

    private static void fetchProxy(Shot<EntityModel> shot) {
        Object proxy = shot.asTarget(session -> session.getReference(shot.entityName(), shot.id()));
        if (Hibernate.isInitialized(proxy)) {
            throw new NotMade("the entity has no proxies");
        }
        shot.inStatelessSession(session -> session.fetch(proxy));
        shot.saw(proxy);
    }
}
