package io.tenancy.example.saas.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.example.saas.Running;
import io.tenancy.example.saas.attack.Judge.Finding;
import io.tenancy.example.saas.ground.Home;
import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AttackTests {

    private static void inDatabase(String sql) throws SQLException {
        try (var superuser = TestServer.shared().connectAsSuperuser("saas");
                var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void nothingCrossesInSharedRowsButWhatTheThreatModelConcedes() throws Exception {
        nothingCrosses(Home.ROWS);
    }

    @Test
    @Tag("stress")
    void nothingCrossesInAnyPlacementButWhatTheThreatModelConcedes() throws Exception {
        nothingCrosses(Home.values());
    }

    private static void nothingCrosses(Home... homes) throws Exception {
        var table = new Attack(Running.service()).run(homes);
        table.print(System.out);
        assertThat(table.attempts()).isEqualTo(46);
        assertThat(table.findings()).hasSize(46 * homes.length);
        assertThat(table.findings()).filteredOn(Finding::isLeak).isEmpty();
        assertThat(table.findings())
                .filteredOn(finding -> finding.status() >= 500)
                .allMatch(finding -> finding.by().equals("rules on text"));
        // What is conceded does cross: if it no longer does, the threat model has to say so.
        assertThat(table.findings()).filteredOn(Finding::conceded).isNotEmpty().allMatch(Finding::crossed);
    }

    @Test
    void theCarelessEndpointLeaksOnceTheWallIsDown() throws Exception {
        String attempt = "SQL: a condition that is always true";
        var attack = new Attack(Running.service());
        assertThat(attack.inSharedRows(attempt).crossed()).isFalse();
        inDatabase("alter table app.post disable row level security");
        try {
            assertThat(attack.inSharedRows(attempt).isLeak()).isTrue();
        } finally {
            inDatabase("alter table app.post enable row level security");
        }
        assertThat(attack.inSharedRows(attempt).crossed()).isFalse();
    }
}
