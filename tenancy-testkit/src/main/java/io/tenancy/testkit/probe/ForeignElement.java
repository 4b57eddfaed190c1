package io.tenancy.testkit.probe;

import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.Key;
import io.tenancy.testkit.probe.model.Row;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An entity of the target's tenant is put into a collection of an own one. */
final class ForeignElement {

    private ForeignElement() {}

    static Optional<String> findObstacle(CollectionModel collection) {
        if (collection.element() == null) {
            return Optional.of("its elements are not entities of tenants");
        }
        if (collection.persister().isInverse()) {
            return Optional.of("the other side keeps it");
        }
        return collection.isMap() ? Optional.of("a map") : Optional.empty();
    }

    static void add(Shot<CollectionModel> shot) throws SQLException {
        EntityModel type = shot.subject().element();
        if (type == null) {
            throw new NotMade("its elements are not entities of tenants");
        }
        Row element = shot.scene().seeds().of(type, shot.tenant()).stream()
                .filter(row -> !row.idOfBoth())
                .findFirst()
                .orElseThrow(() -> new NotMade("no " + type.name() + " with an id that only one tenant has"));
        try {
            shot.inSession(session -> {
                Object owner = session.find(shot.entityName(), shot.base().id());
                Object reference = session.getReference(type.entityName(), element.id());
                addTo(CollectionProbes.read(shot, owner), reference);
            });
        } finally {
            shot.got(linksSeenByWitness(shot, element));
        }
    }

    @SuppressWarnings("unchecked")
    private static void addTo(@Nullable Object collection, Object element) {
        if (collection instanceof Collection<?> elements) {
            ((Collection<Object>) elements).add(element);
        }
    }

    private static long linksSeenByWitness(Shot<CollectionModel> shot, Row element) throws SQLException {
        var collection = shot.subject();
        var table = shot.scene().ownPlace().findRelation(collection.table()).orElseThrow();
        String byElement = collection.elementColumns().stream()
                .map(column -> column + " = ?")
                .collect(Collectors.joining(" and "));
        return shot.witnessed(
                shot.scene().own(),
                "select count(*) from " + table.name() + " where " + collection.byKey() + " and " + byElement,
                Key.joined(shot.base().key(), element.key()));
    }
}
