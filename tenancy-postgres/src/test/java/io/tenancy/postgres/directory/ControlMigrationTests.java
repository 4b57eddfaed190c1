package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the control schema comes about: again, at once, after a crash, beside other tables. */
class ControlMigrationTests {

    private static final Tenant ACME = Tenant.active("acme", Placement.sharedRows("main"));

    private Control control;

    @BeforeEach
    void start() {
        control = new Control();
    }

    @AfterEach
    void stop() {
        control.close();
    }

    @Test
    void aSecondMigrationKeepsEverything() {
        control.registry().register(ACME);
        control.migrate();
        assertThat(control.directory().find(ACME.id())).contains(ACME);
    }

    @Test
    void manyMayMigrateAtOnce() throws Exception {
        execute("drop schema tenancy cascade");
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (Future<Boolean> each : pool.invokeAll(IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(i -> () -> {
                        control.migrate();
                        return true;
                    })
                    .toList())) {
                assertThat(each.get()).isTrue();
            }
        } finally {
            pool.shutdown();
        }
        assertServes();
    }

    @Test
    void aMigrationThatWasCutOffCanBeDoneAgain() {
        TestServer server = control.database.server();
        try (Relay relay = Relay.to(server.host(), server.port())) {
            ControlDatabase owner = Control.as(control.database.owner(), control.database.jdbcUrl(relay.port()));
            execute("drop schema tenancy cascade");
            ControlSchema.migrate(owner, control.roles());
            long whole = relay.bytesSent();
            int cuts = 8;
            int failed = 0;
            for (int i = cuts / 2; i <= cuts; i++) {
                execute("drop schema if exists tenancy cascade");
                relay.cutAfterBytes(whole * i / (cuts + 1));
                failed += migrates(owner) ? 0 : 1;
                ControlSchema.migrate(owner, control.roles());
                assertServes();
            }
            // Flyway forgives a cut while it clears up.
            assertThat(failed).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void aScriptAndItsRecordAreOneTransaction() throws SQLException {
        try (Connection connection = control.database.connectAsSuperuser();
                PreparedStatement query = connection.prepareStatement(
                        "select h.xmin::text, t.xmin::text from tenancy.control_history h, pg_type t"
                                + " where h.version = '1' and t.oid = 'tenancy.name_range'::regtype");
                ResultSet row = query.executeQuery()) {
            assertThat(row.next()).isTrue();
            assertThat(row.getString(1)).isEqualTo(row.getString(2));
        }
    }

    @Test
    void theScriptIsNotMisledByTablesOfTheSameNameElsewhere() {
        execute("drop schema tenancy cascade;"
                + "create schema decoy; create table decoy.tenant (id int);"
                + "alter role " + control.database.owner().user() + " set search_path = decoy");
        control.migrate();
        assertServes();
    }

    @Test
    void saysWhenTheSchemaIsMissing() {
        execute("drop schema tenancy cascade");
        assertThatThrownBy(() -> control.directory().find(ACME.id()))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("'acme'")
                .hasMessageContaining("ControlSchema.migrate");
        assertThatThrownBy(() -> control.directory().list(TenantPageRequest.first(1)))
                .isInstanceOf(DirectoryUnavailableException.class);
    }

    @Test
    void refusesToMigrateForARoleThatIsNotThere() {
        ControlDatabase owner = Control.as(control.database.owner(), control.database.jdbcUrl());
        ControlRoles roles = ControlRoles.of("nobody_here", "no_registrar");
        assertThatThrownBy(() -> ControlSchema.migrate(owner, roles))
                .isInstanceOf(DirectoryUnavailableException.class)
                .hasMessageContaining("nobody_here");
    }

    private boolean migrates(ControlDatabase owner) {
        try {
            ControlSchema.migrate(owner, control.roles());
            return true;
        } catch (DirectoryUnavailableException e) {
            return false;
        }
    }

    private void assertServes() {
        control.registry().register(ACME);
        assertThat(control.directory().find(ACME.id())).contains(ACME);
    }

    private void execute(String script) {
        control.database.execute(control.database.owner(), script);
    }
}
