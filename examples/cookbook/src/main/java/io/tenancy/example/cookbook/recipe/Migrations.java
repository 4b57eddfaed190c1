package io.tenancy.example.cookbook.recipe;

import io.tenancy.Tenant;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.example.cookbook.kitchen.Kitchen;
import io.tenancy.example.cookbook.kitchen.Place;
import io.tenancy.example.cookbook.publishing.Owned;
import io.tenancy.hibernate.draft.MigrationDraft;
import io.tenancy.migrate.FleetMigration;
import io.tenancy.migrate.FleetMigrationBuilder;
import io.tenancy.migrate.draft.ScriptName;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.PlacedTarget;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.pool.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.MigrationInfo;

/** Drafts, runs, status and history of a fleet in all placements; a column that arrives in two steps. */
public final class Migrations {

    @Entity(name = "Person")
    @Table(name = "person")
    static class Person extends Owned {

        @Id
        Long id;
    }

    /** The same entity a release later. */
    @Entity(name = "Person")
    @Table(name = "person")
    static class PersonWithPhone extends Owned {

        @Id
        Long id;

        String phone;
    }

    /** Old code writes rows without a phone until it is gone; then this can run. Readers never wait for the table. */
    private static final String NOT_NULL =
            """
            update person set phone = '' where phone is null;
            alter table person add constraint person_phone check (phone is not null) not valid;
            alter table person validate constraint person_phone;
            alter table person alter phone set not null;
            alter table person drop constraint person_phone;
            """;

    public static void main(String... args) throws Exception {
        Kitchen.cook(Migrations::cook);
    }

    public static void cook(Kitchen kitchen) throws Exception {
        Path scripts = Files.createTempDirectory("scripts");
        try {
            migrate(kitchen, scripts);
        } finally {
            delete(scripts);
        }
    }

    private static void migrate(Kitchen kitchen, Path scripts) throws Exception {
        Place place = kitchen.place();
        place.shareRows(List.of());
        place.giveSchema(List.of());
        place.giveDatabase(List.of());
        TestDatabase control = kitchen.database();

        MigrationDraft first = draft(place, Person.class);
        kitchen.say("drafted: %s", first.statements().get(0));
        Files.writeString(scripts.resolve(ScriptName.after(null, "person")), first.script());
        kitchen.say(
                "open before: %d of %d",
                fleet(place, control, scripts).status().open().size(),
                place.tenants().size() - 1);
        run(kitchen, fleet(place, control, scripts));

        MigrationDraft second = draft(place, PersonWithPhone.class);
        kitchen.say("drafted: %s", second.statements());
        Files.writeString(scripts.resolve(ScriptName.after("1", "phone")), second.script());
        run(kitchen, fleet(place, control, scripts));
        // Now the release that writes phones; when no older one runs any more:
        Files.writeString(scripts.resolve(ScriptName.after("2", "phone_not_null")), NOT_NULL);
        run(kitchen, fleet(place, control, scripts));
        run(kitchen, fleet(place, control, scripts));

        FleetMigration fleet = fleet(place, control, scripts);
        for (PlacedTarget placed : fleet.targets().targets()) {
            MigrationTarget target = placed.target();
            kitchen.say(
                    "%s: %s",
                    target, fleet.withFlyway(target, flyway -> Arrays.stream(
                                    flyway.info().applied())
                            .map(MigrationInfo::getDescription)
                            .toList()));
        }
    }

    private static void run(Kitchen kitchen, FleetMigration fleet) {
        RunReport report = fleet.run();
        kitchen.say(
                "%d migrated, %d up to date, done: %s",
                report.with(Outcome.MIGRATED).size(),
                report.with(Outcome.UP_TO_DATE).size(),
                report.isDone());
    }

    private static FleetMigration fleet(Place place, TestDatabase control, Path scripts) {
        var owner = Login.of(control.owner().user(), control.owner().password());
        FleetMigrationBuilder builder = FleetMigration.of(
                        InMemoryTenants.of(place.tenants().toArray(Tenant[]::new)),
                        ControlDatabase.of(control.jdbcUrl(), owner),
                        ControlRoles.of(control.app().user(), control.operator().user()))
                .scripts("filesystem:" + scripts);
        place.migrationServers().forEach(builder::server);
        return builder.build();
    }

    /** Against the tables that are there: what the entities have and these lack. */
    private static MigrationDraft draft(Place place, Class<?> entity) throws SQLException {
        try (Connection owner = place.main().connectAs(place.main().owner())) {
            owner.setSchema("app");
            return MigrationDraft.of(List.of(entity), owner);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
