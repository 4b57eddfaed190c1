package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.postgres.wall.WallFunctions;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Scripts with walls where nobody says whose tables they are, and a script that takes them back. */
class WallFunctionTests {

    private final TestFleet fleet = TestFleet.of();
    private final ScriptFolder scripts = new ScriptFolder()
            .with("V1__functions.sql", WallFunctions.script())
            .with(
                    "V2__item.sql",
                    """
                    create sequence item_seq;
                    create table item (tenant_id text, id bigint not null, primary key (tenant_id, id));
                    select tenancy_wall('item');
                    """);

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void plainFlywayIsToldWhatIsMissing() {
        assertThatThrownBy(flyway("")::migrate)
                .isInstanceOf(FlywayException.class)
                .hasMessageContaining("nobody said whose tables these are")
                .hasMessageContaining("Let tenancy-migrate run this script");
        flyway("set tenancy.target = '{\"placement\": \"rows\", \"user\": \"%s\"}'"
                        .formatted(fleet.main.app().user()))
                .migrate();
        assertThat(fleet.query("select polname from pg_policy order by 1"))
                .containsExactly("tenancy_app", "tenancy_owner");
        assertThat(flyway("").validateWithResult().validationSuccessful).isTrue();
    }

    @Test
    void draftsInThePlaceOfAnUndo() {
        FleetMigration migration = fleet.migration(scripts).build();
        assertThat(migration.findLastVersion()).contains("2");
        assertThat(migration.compensation().statements()).containsExactly("drop table item", "drop sequence item_seq");
    }

    private Flyway flyway(String initSql) {
        return Flyway.configure()
                .dataSource(
                        fleet.main.jdbcUrl(),
                        fleet.main.owner().user(),
                        fleet.main.owner().password())
                .defaultSchema("app")
                .initSql(initSql)
                .locations(scripts.location())
                .load();
    }
}
