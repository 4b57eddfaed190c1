package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.report.RunReport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the login, the address or a script says of the search path, a script runs in its own schema or not at all. */
class SearchPathTests {

    private final TestFleet fleet = TestFleet.of("acme");
    private final ScriptFolder scripts = new ScriptFolder()
            .with("V1__copy.sql", "create table own (note text); insert into own select current_schema()")
            .with("V2__elsewhere.sql", "set search_path = decoy, t_acme")
            .with("V3__after.sql", "create table later (note text); insert into later select current_schema()");

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void isTheTargetsForEveryScript(boolean freshByFlyway) {
        fleet.execute("create schema decoy; create table decoy.own (note text); alter role "
                + fleet.main.owner().user() + " set search_path = decoy");
        String url = fleet.main.jdbcUrl();
        String elsewhere = url + (url.contains("?") ? "&" : "?") + "currentSchema=decoy";
        var builder = fleet.migration(scripts, elsewhere);
        RunReport report =
                (freshByFlyway ? builder.freshByFlyway() : builder).build().run();
        assertThat(report.isDone()).as(report.text()).isTrue();
        assertThat(fleet.query("select note from t_acme.own union all select note from t_acme.later"))
                .containsExactly("t_acme", "t_acme");
        assertThat(fleet.query("select count(*)::text from decoy.own")).containsExactly("0");
        assertThat(fleet.query("select count(*)::text from pg_tables where schemaname in ('decoy', 'public')"))
                .containsExactly("1");
    }
}
