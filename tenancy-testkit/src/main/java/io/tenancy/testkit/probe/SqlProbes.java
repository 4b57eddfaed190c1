package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.READING;
import static io.tenancy.testkit.probe.Family.WRITING;
import static io.tenancy.testkit.probe.Trait.COPIES;
import static io.tenancy.testkit.probe.Trait.DELETES;
import static io.tenancy.testkit.probe.Trait.WRITES;

import io.tenancy.testkit.probe.model.EntityModel;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** SQL, each by a native query of Hibernate's and by the application's own {@code DataSource}. */
final class SqlProbes {

    private SqlProbes() {}

    @FunctionalInterface
    private interface Text {
        Sql of(Shot<EntityModel> shot) throws SQLException;
    }

    static List<Probe<EntityModel>> all() {
        return Stream.of(
                        reading("select by id", Sql::selectById, probe -> probe),
                        reading("select without predicate", Sql::selectAll, probe -> probe),
                        reading(
                                "select, schema named",
                                Sql::selectFromNamedSchema,
                                probe -> probe.unless((entity, scene) -> noOtherSchemaInReach(scene))),
                        writing("update by id", Sql::updateById, probe -> probe),
                        writing("update without predicate", Sql::updateAll, probe -> probe),
                        writing("delete by id", Sql::deleteById, probe -> probe.with(DELETES)),
                        writing("update of the tenant column", Sql::giveAway, probe -> probe),
                        writing("insert for another tenant", Sql::insertForTenant, probe -> probe.with(COPIES)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Probe<EntityModel>> reading(String name, Text text, UnaryOperator<Probe<EntityModel>> more) {
        return both(
                Probe.of(READING, "native " + name, shot -> {
                    Sql sql = text.of(shot);
                    shot.inSession(session -> shot.got(sql.bound(session.createNativeQuery(sql.text(), Long.class))
                            .getSingleResult()));
                }),
                Probe.of(READING, "JDBC " + name, shot -> {
                    Sql sql = text.of(shot);
                    shot.inJdbc(connection -> shot.got(sql.count(connection)));
                }),
                more);
    }

    private static List<Probe<EntityModel>> writing(String name, Text text, UnaryOperator<Probe<EntityModel>> more) {
        return both(
                Probe.of(WRITING, "native " + name, shot -> {
                    Sql sql = text.of(shot);
                    shot.inSession(session -> sql.bound(session.createNativeMutationQuery(sql.text()))
                            .executeUpdate());
                }),
                Probe.of(WRITING, "JDBC " + name, shot -> {
                    Sql sql = text.of(shot);
                    shot.inJdbc(sql::update);
                }),
                probe -> more.apply(probe.with(WRITES)));
    }

    private static List<Probe<EntityModel>> both(
            Probe<EntityModel> hibernate, Probe<EntityModel> jdbc, UnaryOperator<Probe<EntityModel>> more) {
        return List.of(more.apply(hibernate), more.apply(jdbc).unless((entity, scene) -> noDataSource(scene)));
    }

    static Optional<String> noDataSource(Scene scene) {
        return scene.data().isPresent() ? Optional.empty() : Optional.of("no DataSource was given");
    }

    private static Optional<String> noOtherSchemaInReach(Scene scene) {
        if (scene.ownPlace().isSameAs(scene.foreignPlace())) {
            return Optional.of("both tenants are in one schema");
        }
        return scene.ownPlace().isInDatabaseOf(scene.foreignPlace())
                ? Optional.empty()
                : Optional.of("the tenants are in two databases");
    }
}
