package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.migrate.cli.ShellFleet.Ended;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JsonTests {

    private static final ShellFleet FLEET = new ShellFleet("acme", "globex")
            .withDoctor()
            .script("V1__one.sql", "create table \"item\" (id int)")
            .script(
                    "V2__poison.sql",
                    "select 1;\ndo $$ begin if current_schema() = 't_globex' then"
                            + " raise exception E'\"no\"\\t\\\\ \\u00fc'; end if; end $$");

    private static Ended migrated;
    private final JsonMapper mapper = new JsonMapper();

    @BeforeAll
    static void migrate() {
        migrated = FLEET.run("migrate", "--json");
    }

    @AfterAll
    static void stop() {
        FLEET.close();
    }

    @Test
    void everyCharacterComesBack() {
        String hostile = "\"\\/\b\f\n\r\t\u0000\u001f\u007f ü € \ud83d\ude00 </script>";
        JsonNode back = mapper.readTree(new Json()
                .with("text", hostile)
                .with("list", List.of(hostile, ""))
                .with("null", (String) null)
                .toString());
        assertThat(back.get("text").asString()).isEqualTo(hostile);
        assertThat(back.get("list").get(0).asString()).isEqualTo(hostile);
        assertThat(back.get("null").isNull()).isTrue();
    }

    @Test
    void aRunGivesOneObjectForEachSchemaAndASummaryLast() {
        List<JsonNode> objects = parse(migrated);
        JsonNode failed = objects.get(1);
        assertThat(failed.get("tenant").asString()).isEqualTo("globex");
        assertThat(failed.get("outcome").asString()).isEqualTo("FAILED");
        assertThat(failed.get("script").asString()).isEqualTo("V2__poison.sql");
        assertThat(failed.get("line").asInt()).isEqualTo(2);
        assertThat(failed.get("sqlState").asString()).isEqualTo("P0001");
        assertThat(failed.get("problem").asString()).contains("\"no\"", "\\ ü");
        JsonNode summary = objects.get(objects.size() - 1);
        assertThat(summary.get("summary").asString()).isEqualTo("migrate");
        assertThat(summary.get("migrated").asInt()).isEqualTo(1);
        assertThat(summary.get("exitCode").asInt()).isEqualTo(3).isEqualTo(migrated.exitCode());
        assertThat(migrated.err()).contains("wave 'rest': 2 schemas");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status",
                "validate",
                "migrate --dry-run",
                "repair acme globex",
                "baseline --at 1 acme",
                "history acme",
                "doctor",
                "drift",
                "compensate"
            })
    void everyCommandEndsWithASummary(String line) {
        Ended ended = FLEET.run((line + " --json").split(" "));
        List<JsonNode> objects = parse(ended);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(2);
        assertThat(objects.get(objects.size() - 1).get("exitCode").asInt()).isEqualTo(ended.exitCode());
        assertThat(objects.subList(0, objects.size() - 1)).noneMatch(object -> object.has("summary"));
    }

    private List<JsonNode> parse(Ended ended) {
        return ended.lines().stream().map(mapper::readTree).toList();
    }
}
