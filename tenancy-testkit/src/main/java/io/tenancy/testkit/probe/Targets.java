package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.testkit.probe.model.CollectionModel;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.ReferenceModel;
import io.tenancy.testkit.probe.model.Row;
import io.tenancy.testkit.probe.model.Subject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rows that may be reached for.
 *
 * @param bases own rows to start from
 */
record Targets<S extends Subject>(Scene scene, S subject, List<Row> ownRows, List<Row> foreignRows, List<Row> bases) {

    static <S extends Subject> Targets<S> of(Scene scene, S subject) throws SQLException {
        var own = rows(scene, subject, scene.own());
        var bases = subject instanceof ReferenceModel reference
                ? sorted(scene.seeds().of(reference.holder(), scene.own()))
                : own;
        return new Targets<>(scene, subject, own, rows(scene, subject, scene.foreign()), bases);
    }

    /** Of a collection, only owners for whom there is something in it. */
    private static List<Row> rows(Scene scene, Subject subject, TenantId tenant) throws SQLException {
        var rows = new ArrayList<Row>();
        for (Row row : scene.seeds().of(subject.entity(), tenant)) {
            if (!(subject instanceof CollectionModel collection)
                    || !collection.pointsAtId()
                    || new CollectionRows(scene, collection).count(row, tenant) > 0) {
                rows.add(row);
            }
        }
        return sorted(rows);
    }

    /** Ids that only one tenant has come first: with them there is no doubt whose a row is. */
    private static List<Row> sorted(List<Row> rows) {
        return rows.stream().sorted(Comparator.comparing(Row::idOfBoth)).toList();
    }

    /** What the seeds lack. */
    Optional<String> findMissing() {
        return missing(subject.entity(), scene.own(), ownRows)
                .or(() -> missing(subject.entity(), scene.foreign(), foreignRows))
                .or(() -> subject instanceof ReferenceModel reference
                        ? missing(reference.holder(), scene.own(), bases)
                        : Optional.empty());
    }

    private Optional<String> missing(EntityModel entity, TenantId tenant, List<Row> rows) {
        String what = entity.name()
                + (subject instanceof CollectionModel collection ? " with something in its " + collection.path() : "");
        return rows.isEmpty()
                ? Optional.of("the witness finds no " + what + " of tenant '" + tenant + "': seed one")
                : Optional.empty();
    }

    Row own() {
        return ownRows.get(0);
    }

    /** One whose id only the foreign tenant has, and one whose id both have: each is in danger in its own way. */
    List<Row> foreignFor(Probe<?> probe) {
        return Stream.of(
                        first(row -> !row.idOfBoth() && !probe.is(Trait.NEEDS_COMMON_ID)),
                        first(row -> row.idOfBoth() && !probe.is(Trait.NEEDS_FOREIGN_ID)))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Row> first(Predicate<Row> fit) {
        return foreignRows.stream().filter(fit).findFirst();
    }

    static String noneFor(Probe<?> probe) {
        return probe.is(Trait.NEEDS_COMMON_ID)
                ? "no id that both tenants have"
                : "each id of the foreign tenant is one of the own tenant too";
    }

    Shot<S> shot(Row target) {
        return new Shot<>(scene, subject, target, bases.get(0));
    }
}
