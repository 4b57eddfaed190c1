package io.tenancy.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.TenantId;
import io.tenancy.migrate.report.RunReport;
import io.tenancy.migrate.report.TargetReport;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.wave.StopRule;
import io.tenancy.migrate.wave.Wave;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who goes first, and who stops the others. */
class WaveTests {

    private final TestFleet fleet = TestFleet.of("acme", "globex", "initech", "umbrella");
    private final ScriptFolder scripts = ScriptFolder.ofTables(2);

    @AfterEach
    void stop() {
        fleet.close();
        scripts.close();
    }

    @Test
    void aPoisonedTenantKeepsNobodyElse() {
        poison("globex");
        RunReport report = fleet.migration(scripts).build().run();
        assertThat(schemas(report, Outcome.MIGRATED)).containsExactly("t_acme", "t_initech", "t_umbrella");
        assertThat(report.isDone()).isFalse();
        assertThat(report.text())
                .contains("schema 't_globex' of tenant 'globex' on server 'main'", "3 migrated", "1 failed");
        assertThat(fleet.ledger("select state from tenancy.migration_run order by started_at desc limit 1"))
                .containsExactly("FAILED");
    }

    @Test
    void aPoisonedCanaryKeepsEverybodyElse() {
        poison("globex");
        RunReport report =
                fleet.migration(scripts).waves(Wave.canary("globex")).build().run();
        assertThat(schemas(report, Outcome.FAILED)).containsExactly("t_globex");
        assertThat(schemas(report, Outcome.NOT_TRIED)).containsExactly("t_acme", "t_initech", "t_umbrella");
        assertThat(report.findStopped()).contains("wave 'canary' has 1 failed of 1 targets");
        assertThat(fleet.query("select count(*)::text from pg_tables where tablename like 'item%'"))
                .containsExactly("0");

        fleet.execute("drop table t_globex.poison");
        RunReport next = fleet.migration(scripts).build().resume();
        assertThat(schemas(next, Outcome.MIGRATED)).hasSize(4);
    }

    @Test
    void resumeLooksAtWhatIsUnfinishedAlone() {
        poison("globex");
        fleet.migration(scripts).build().run();
        fleet.execute("drop table t_globex.poison");
        RunReport report = fleet.migration(scripts).build().resume();
        assertThat(report.targets())
                .extracting(target -> target.target().schema().value())
                .containsExactly("t_globex");
        assertThat(report.isDone()).isTrue();
        assertThat(fleet.migration(scripts).build().unfinished()).isEmpty();
    }

    @Test
    void aRunForSomeTenantsLeavesTheOthers() {
        RunReport report = fleet.migration(scripts).build().run(Set.of(TenantId.of("acme")));
        assertThat(schemas(report, Outcome.MIGRATED)).containsExactly("t_acme");
        assertThat(fleet.migration(scripts).build().status().open()).hasSize(3);
    }

    @Test
    void theFirstFailureEndsAWaveThatIsToFailFast() {
        poison("acme");
        RunReport report = fleet.migration(scripts)
                .waves(Wave.of("all", tenant -> true)
                        .withStopRule(StopRule.firstFailure())
                        .withConnections(1))
                .build()
                .run();
        assertThat(schemas(report, Outcome.FAILED)).containsExactly("t_acme");
        assertThat(report.with(Outcome.NOT_TRIED)).isNotEmpty();
    }

    @Test
    void thePlanNamesWavesAndTargets() {
        MigrationPlan plan =
                fleet.migration(scripts).waves(Wave.canary("umbrella")).build().plan();
        assertThat(plan.waves()).extracting(MigrationPlan.PlannedWave::name).containsExactly("canary", "rest");
        assertThat(plan.text())
                .startsWith("canary:\n  schema 't_umbrella' of tenant 'umbrella' on server 'main', version none:"
                        + " V1__table_1.sql, V2__table_2.sql\nrest:\n");
    }

    @Test
    void aStopRuleCountsOrWeighs() {
        assertThat(StopRule.never().stops(9, 9)).isFalse();
        assertThat(StopRule.failures(2).stops(1, 9)).isFalse();
        assertThat(StopRule.failures(2).stops(2, 9)).isTrue();
        assertThat(StopRule.share(0.5).stops(4, 9)).isFalse();
        assertThat(StopRule.share(0.5).stops(5, 9)).isTrue();
        assertThat(StopRule.share(0.5).stops(0, 0)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> StopRule.share(2));
    }

    /** Flyway refuses a schema that has tables and no history. */
    private void poison(String tenant) {
        fleet.execute("create table " + TestFleet.schema(tenant) + ".poison (id int)");
    }

    private static List<String> schemas(RunReport report, Outcome outcome) {
        return report.with(outcome).stream()
                .map(TargetReport::target)
                .map(target -> target.schema().value())
                .toList();
    }
}
