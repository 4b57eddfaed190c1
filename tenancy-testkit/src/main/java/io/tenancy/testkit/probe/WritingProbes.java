package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.WRITING;
import static io.tenancy.testkit.probe.Trait.DELETES;
import static io.tenancy.testkit.probe.Trait.INSERTS;
import static io.tenancy.testkit.probe.Trait.WRITES;

import io.tenancy.testkit.probe.model.Alteration;
import io.tenancy.testkit.probe.model.EntityModel;
import java.util.List;

/** Hibernate's ways to change an entity, other than those of a stateless session. */
final class WritingProbes {

    private WritingProbes() {}

    static List<Probe<EntityModel>> all() {
        return List.of(
                hqlUpdate("HQL update by id", " where id(e) = :id"),
                hqlUpdate("HQL update without predicate", ""),
                writing("HQL delete by id", WritingProbes::hqlDelete).with(DELETES),
                remove(Stamp.AS_READ),
                remove(Stamp.OWN),
                merge(Stamp.AS_READ),
                merge(Stamp.OWN),
                writing("tenant attribute reassigned", WritingProbes::reassign));
    }

    private static Probe<EntityModel> writing(String name, Probe.Attempt<EntityModel> attempt) {
        return Probe.of(WRITING, name, attempt).with(WRITES);
    }

    /** Sets an attribute to what it is: no rule of the entity is broken, and PostgreSQL writes the row all the same. */
    private static Probe<EntityModel> hqlUpdate(String name, String where) {
        return writing(name, shot -> {
                    String attribute =
                            "e." + shot.entity().settableAttributes().get(0).getAttributeName();
                    String hql =
                            "update " + ReadingProbes.hql(shot) + " e set " + attribute + " = " + attribute + where;
                    shot.inSession(session -> {
                        var update = session.createMutationQuery(hql);
                        if (!where.isEmpty()) {
                            update.setParameter("id", shot.id());
                        }
                        update.executeUpdate();
                    });
                })
                .unless(entity -> entity.settableAttributes().isEmpty(), "no attribute that HQL could set");
    }

    private static void hqlDelete(Shot<EntityModel> shot) {
        shot.inSession(session -> session.createMutationQuery(
                        "delete from " + ReadingProbes.hql(shot) + " e where id(e) = :id")
                .setParameter("id", shot.id())
                .executeUpdate());
    }

    private static Probe<EntityModel> remove(Stamp stamp) {
        return writing("remove(detached)" + stamp.suffix(), shot -> {
                    Object entity = stamp.on(shot);
                    shot.inSession(session -> session.remove(entity));
                })
                .with(DELETES);
    }

    private static Probe<EntityModel> merge(Stamp stamp) {
        return writing("merge(detached)" + stamp.suffix(), shot -> {
                    Object entity = altered(shot, stamp.on(shot));
                    shot.inSession(session -> session.merge(entity));
                })
                .with(INSERTS);
    }

    /** An own row is given away. It is altered too, which shows that the session does flush it. */
    private static void reassign(Shot<EntityModel> shot) {
        shot.inSession(session -> {
            Object own =
                    altered(shot, session.find(shot.entityName(), shot.base().id()));
            shot.entity().setTenant(own, shot.scene().tenantValue(shot.tenant()));
        });
    }

    private static Object altered(Shot<EntityModel> shot, Object entity) {
        if (!Alteration.apply(shot.entity(), entity)) {
            throw new NotMade("no attribute that can be altered without knowing its rules");
        }
        return entity;
    }
}
