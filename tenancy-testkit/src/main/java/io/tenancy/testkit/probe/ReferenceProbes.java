package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.WRITING;
import static io.tenancy.testkit.probe.Trait.NEEDS_FOREIGN_ID;
import static io.tenancy.testkit.probe.Trait.WRITES;

import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.Key;
import io.tenancy.testkit.probe.model.ReferenceModel;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** An own row is made to refer to a foreign one. */
final class ReferenceProbes {

    private ReferenceProbes() {}

    static List<Probe<ReferenceModel>> all() {
        return List.of(
                probe("foreign reference", (shot, session) -> session.getReference(shot.entityName(), shot.id())),
                probe("foreign reference, loaded by its tenant", (shot, session) -> shot.detached()));
    }

    @FunctionalInterface
    private interface Referred {
        Object of(Shot<ReferenceModel> shot, Session session);
    }

    private static Probe<ReferenceModel> probe(String name, Referred referred) {
        return Probe.<ReferenceModel>of(WRITING, name, shot -> refer(shot, referred))
                .with(WRITES, NEEDS_FOREIGN_ID)
                .unless(
                        reference ->
                                !reference.attribute().getAttributeMetadata().isUpdatable(),
                        "the reference cannot be changed");
    }

    private static void refer(Shot<ReferenceModel> shot, Referred referred) throws SQLException {
        var reference = shot.subject();
        EntityModel holder = reference.holder();
        Key key = shot.base().key();
        try {
            shot.inSession(session -> reference
                    .attribute()
                    .setValue(session.find(holder.entityName(), shot.base().id()), referred.of(shot, session)));
        } finally {
            shot.got(linksSeenByWitness(shot, reference, key));
        }
    }

    private static long linksSeenByWitness(Shot<ReferenceModel> shot, ReferenceModel reference, Key holder)
            throws SQLException {
        var table = shot.scene().ownPlace().findRelation(reference.table()).orElseThrow();
        String byHolder =
                reference.holderKey().stream().map(column -> column + " = ?").collect(Collectors.joining(" and "));
        return shot.witnessed(
                shot.scene().own(),
                "select count(*) from " + table.name() + " where " + byHolder + " and " + reference.byKey(),
                Key.joined(holder, shot.target().key()));
    }
}
