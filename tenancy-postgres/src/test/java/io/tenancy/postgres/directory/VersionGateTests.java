package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.SchemaName;
import io.tenancy.SchemaVersion;
import io.tenancy.SchemaVersionRange;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.SchemaVersionException;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service that serves the versions 2 to 3, and a ledger in which somebody writes. */
class VersionGateTests {

    private static final SchemaVersionRange SERVED = SchemaVersionRange.between("2", "3");
    private static final CacheBounds BOUNDS =
            CacheBounds.standard().withExpiry(Duration.ofSeconds(60), Duration.ofSeconds(10));

    private static Control control;

    private final AtomicLong nanos = new AtomicLong();
    private Relay relay;
    private ControlDatabase reader;
    private VersionGate gate;

    @BeforeAll
    static void migrate() {
        control = new Control();
    }

    @AfterAll
    static void drop() {
        control.close();
    }

    @BeforeEach
    void start() {
        execute("truncate tenancy.migration_target, tenancy.migration_run;"
                + " insert into tenancy.migration_run (id, runner) values (gen_random_uuid(), 'test')");
        TestServer server = control.database.server();
        relay = Relay.to(server.host(), server.port());
        reader = control.reader(control.database.jdbcUrl(relay.port()));
        gate = VersionGate.serving(SERVED, reader.dataSource(), BOUNDS, nanos::get);
    }

    @AfterEach
    void stop() {
        relay.close();
    }

    /** While a migration goes on, and when it broke off, the schema may have any version from the first to the last. */
    @ParameterizedTest
    @CsvSource({
        "2, , true",
        "3.0, , true",
        "1, , false",
        "4, , false",
        "2, 3, true",
        "2, 4, false",
        "1, 2, false",
        ", 2, false",
        ", , false",
        "two, , false",
        "2, three, false",
    })
    void letsInWhatCertainlyHasAVersionThatIsServed(String found, String goal, boolean passes) {
        write("t_acme", found, goal);
        write("t_globex", "1", null);
        if (passes) {
            assertThatCode(() -> require("t_acme")).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> require("t_acme")).isInstanceOf(SchemaVersionException.class);
        }
        assertThatThrownBy(() -> require("t_globex")).isInstanceOf(SchemaVersionException.class);
    }

    @Test
    void saysWhatWasExpectedAndFoundAndWhatToDo() {
        assertThatThrownBy(() -> require("t_acme"))
                .hasMessage(
                        "Tenant 'acme' refused: expected version 2 to 3 of schema 't_acme' on server 'main', found none"
                                + " in the ledger of migrations. Run the migration of the fleet, which writes it down.");
        write("t_acme", "2", "4");
        gate.forgetAll();
        assertThatThrownBy(() -> require("t_acme"))
                .hasMessageContaining("found a migration from 2 to 4 that has not ended")
                .isInstanceOfSatisfying(SchemaVersionException.class, refusal -> {
                    assertThat(refusal.findTenant()).contains(TenantId.of("acme"));
                    assertThat(refusal.server()).isEqualTo(ServerName.of("main"));
                    assertThat(refusal.schema()).isEqualTo(SchemaName.of("t_acme"));
                    assertThat(refusal.expected()).isEqualTo(SERVED);
                    assertThat(refusal.findFound()).contains(SchemaVersion.of("2"));
                    assertThat(refusal.findGoal()).contains(SchemaVersion.of("4"));
                });
        write("t_acme", "1", null);
        gate.forgetAll();
        assertThatThrownBy(() -> require("t_acme")).hasMessageContaining("found version 1. Migrate the schema");
    }

    @Test
    void asksOnceForEachSchema() {
        write("t_acme", "2", null);
        require("t_acme");
        long before = relay.statements();
        for (int i = 0; i < 100; i++) {
            require("t_acme");
        }
        assertThat(relay.statements()).isEqualTo(before);
    }

    @Test
    void aMigrationThatNobodyToldIsSeenWithinTheExpiry() {
        write("t_acme", "1", null);
        assertThatThrownBy(() -> require("t_acme")).isInstanceOf(SchemaVersionException.class);
        write("t_acme", "2", null);
        nanos.addAndGet(Duration.ofSeconds(10).toNanos() - 1);
        assertThatThrownBy(() -> require("t_acme")).isInstanceOf(SchemaVersionException.class);
        nanos.addAndGet(1);
        require("t_acme");

        write("t_acme", "4", null);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos() - 1);
        require("t_acme");
        nanos.addAndGet(1);
        assertThatThrownBy(() -> require("t_acme")).isInstanceOf(SchemaVersionException.class);
    }

    @Test
    void hearsOfAMigrationAndNotOfHeartbeats() throws Exception {
        write("t_acme", "1", null);
        var tenants = CachedTenantDirectory.of(control.directory(), Control.lasting());
        try (DirectoryListener listener = DirectoryListener.start(reader, tenants, gate)) {
            Control.awaitListening(listener);
            assertThatThrownBy(() -> require("t_acme")).isInstanceOf(SchemaVersionException.class);
            write("t_acme", "2", null);
            Control.await("admitted after its migration", this::isAdmitted);
            write("t_acme", "2", "4");
            Control.await("refused while it is migrated further", () -> !isAdmitted());
            write("t_acme", "2", null);
            Control.await("admitted when that was given up", this::isAdmitted);

            // The first is not announced: after the second was heard, the gate still knows what it knew.
            long before = relay.statements();
            execute("update tenancy.migration_target set lease_until = null, attempt = attempt + 1");
            write("t_other", "1", null);
            execute("delete from tenancy.migration_target where schema = 't_other'");
            assertThat(isAdmitted()).isTrue();
            assertThat(relay.statements()).isEqualTo(before);
            execute("delete from tenancy.migration_target");
            Control.await("refused when it is not in the ledger any more", () -> !isAdmitted());
        }
    }

    @Test
    void refusesWhenNobodyCanBeAskedAndRemembersWhatItKnew() {
        write("t_acme", "2", null);
        write("t_globex", "2", null);
        require("t_acme");
        relay.close();
        require("t_acme");
        assertThatThrownBy(() -> require("t_globex")).isInstanceOf(DirectoryUnavailableException.class);
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThatThrownBy(() -> require("t_acme")).isInstanceOf(DirectoryUnavailableException.class);
    }

    /** The reader sees the versions, and nothing else of the ledger. */
    @Test
    void theReaderSeesNoMoreOfTheLedgerThanItNeeds() throws Exception {
        try (var connection = control.database.connectAs(control.database.app());
                var statement = connection.createStatement()) {
            statement.execute("select server, schema, version_to, version_goal from tenancy.migration_target");
            for (String sql : new String[] {
                "select error from tenancy.migration_target",
                "select from tenancy.migration_run",
                "update tenancy.migration_target set version_to = '9'"
            }) {
                assertThatThrownBy(() -> statement.execute(sql)).hasMessageContaining("permission denied");
            }
        }
    }

    private boolean isAdmitted() {
        try {
            require("t_acme");
            return true;
        } catch (SchemaVersionException refusal) {
            return false;
        }
    }

    private void require(String schema) {
        gate.require(TenantId.of("acme"), ServerName.of("main"), SchemaName.of(schema));
    }

    private static void write(String schema, String found, String goal) {
        execute(("insert into tenancy.migration_target (server, schema, state, run, version_to, version_goal)"
                        + " select 'main', '%s', 'DONE', id, %s, %s from tenancy.migration_run"
                        + " on conflict (server, schema) do update set version_to = excluded.version_to,"
                        + " version_goal = excluded.version_goal")
                .formatted(schema, quoted(found), quoted(goal)));
    }

    private static String quoted(String text) {
        return text == null ? "null" : "'" + text + "'";
    }

    private static void execute(String script) {
        control.database.execute(control.database.owner(), script);
    }
}
