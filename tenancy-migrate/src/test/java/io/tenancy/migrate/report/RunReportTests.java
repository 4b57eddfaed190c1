package io.tenancy.migrate.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.SchemaName;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.migrate.report.TargetReport.Outcome;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A run in words. */
class RunReportTests {

    @Test
    void aServerThatIsAwayIsOneLineAndAScriptThatFailsOneForEachSchema() {
        var failed = new ArrayList<TargetReport>();
        TargetFailure away = TargetFailure.of("Server 'eu' is unavailable.");
        for (int i = 1; i <= 812; i++) {
            failed.add(failed("eu", "e" + i, away));
        }
        TargetFailure poisoned = new TargetFailure("division by zero", "V2__thing.sql", 2, "22012");
        failed.add(failed("us", "u1", poisoned));
        failed.add(failed("us", "u2", poisoned));
        failed.add(failed("us", "u3", TargetFailure.of("There is no such schema.")));
        failed.add(failed("us", "u4", TargetFailure.of("There is no such schema.")));
        assertThat(text(failed).lines().skip(1))
                .containsExactly(
                        "  failed: 812 schemas on server 'eu' ('e1', 'e2', 'e3' and 809 more): Server 'eu' is unavailable.",
                        "  failed: schema 'u1' of tenant 'u1' on server 'us': V2__thing.sql line 2, SQL state 22012,"
                                + " division by zero",
                        "  failed: schema 'u2' of tenant 'u2' on server 'us': V2__thing.sql line 2, SQL state 22012,"
                                + " division by zero",
                        "  failed: 2 schemas on server 'us' ('u3', 'u4'): There is no such schema.");
    }

    private static TargetReport failed(String server, String tenant, TargetFailure failure) {
        var target =
                new MigrationTarget(ServerName.of(server), SchemaName.of(tenant), Kind.OWN_SCHEMA, TenantId.of(tenant));
        return new TargetReport(target, Outcome.FAILED, 0, null, null, List.of(), Duration.ZERO, failure);
    }

    private static String text(List<TargetReport> targets) {
        return new RunReport(UUID.randomUUID(), targets, List.of(), Map.of(), null, Duration.ZERO).text();
    }
}
