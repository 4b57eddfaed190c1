package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

/** Scripts that count themselves: whatever was applied twice, or by half, shows. */
final class CountedScripts {

    static final int NUMBER = 4;

    private CountedScripts() {}

    static ScriptFolder folder() {
        return with(
                new ScriptFolder()
                        .with("V1__applied.sql", "create table applied (version int); insert into applied values (1)"),
                2);
    }

    static ScriptFolder with(ScriptFolder scripts, int from) {
        IntStream.rangeClosed(from, NUMBER)
                .forEach(i -> scripts.with(
                        "V" + i + "__table.sql",
                        "create table made_%1$d (id int); insert into applied values (%1$d)".formatted(i)));
        return scripts;
    }

    /** Every script once in every schema, and history and ledger say so. */
    static void assertAppliedOnce(TestFleet fleet) {
        for (String tenant : fleet.tenants) {
            String schema = TestFleet.schema(tenant);
            assertThat(fleet.query("select version::text from " + schema + ".applied order by 1"))
                    .as(schema)
                    .containsExactly("1", "2", "3", "4");
            assertThat(fleet.query("select version || success from " + schema + ".flyway_schema_history order by 1"))
                    .as(schema)
                    .containsExactly("1true", "2true", "3true", "4true");
            assertThat(fleet.query("select table_name::text from information_schema.tables where table_schema = '"
                            + schema + "' and table_name like 'made%' order by 1"))
                    .containsExactly("made_2", "made_3", "made_4");
        }
        assertThat(fleet.ledger("select distinct state || version_to from tenancy.migration_target"))
                .containsExactly("DONE4");
    }
}
