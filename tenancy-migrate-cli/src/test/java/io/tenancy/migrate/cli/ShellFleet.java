package io.tenancy.migrate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.SchemaName;
import io.tenancy.Tenant;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.directory.ControlSchema;
import io.tenancy.postgres.directory.PostgresTenantRegistry;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.Roles;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Tenants with a schema each, scripts, and the settings of both as a shell would have them in its environment. */
final class ShellFleet implements AutoCloseable {

    final TestDatabase control = TestServer.shared().createDatabase();
    final TestDatabase main = TestServer.shared().createDatabase();
    final Map<String, String> environment = new HashMap<>();
    final Path folder;
    private final List<String> tenants;

    /** What a command printed, and how it ended. */
    record Ended(int exitCode, String out, String err) {

        List<String> lines() {
            return out.lines().toList();
        }
    }

    ShellFleet(String... names) {
        tenants = List.of(names);
        try {
            folder = Files.createTempDirectory("shell");
            ControlSchema.migrate(
                    ControlDatabase.of(control.jdbcUrl(), login(control.owner())),
                    ControlRoles.of(control.app().user(), control.operator().user()));
            var registry = PostgresTenantRegistry.of(
                    ControlDatabase.of(control.jdbcUrl(), login(control.operator()))
                            .dataSource(),
                    TenancyListener.all(List.of()));
            for (String tenant : tenants) {
                inSchema("t_" + tenant, TenantSchema::creation);
                registry.register(Tenant.active(tenant, Placement.ownSchema("main", "t_" + tenant)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        setEnvironment();
    }

    private void setEnvironment() {
        environment.clear();
        environment.putAll(Map.of(
                "TENANCY_CONTROL_URL", control.jdbcUrl(),
                "TENANCY_CONTROL_USER", control.owner().user(),
                "TENANCY_CONTROL_PASSWORD", control.owner().password(),
                "TENANCY_CONTROL_READER", control.app().user(),
                "TENANCY_CONTROL_REGISTRAR", control.operator().user(),
                "TENANCY_SERVERS", "main",
                "TENANCY_SERVER_MAIN_URL", main.jdbcUrl(),
                "TENANCY_SERVER_MAIN_OWNER_USER", main.owner().user(),
                "TENANCY_SERVER_MAIN_OWNER_PASSWORD", main.owner().password(),
                "TENANCY_SCRIPTS", "filesystem:" + folder));
    }

    /** As it was when it was made: no scripts, no tables, no runs. That is faster than another one. */
    void renew() {
        try {
            for (String tenant : tenants) {
                inSchema("t_" + tenant, TenantSchema::removal);
                inSchema("t_" + tenant, TenantSchema::creation);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        control.executeAsSuperuser(
                "truncate tenancy.migration_run, tenancy.migration_target; update tenancy.tenant set status = 'ACTIVE'");
        files().filter(Files::isRegularFile).forEach(ShellFleet::delete);
        setEnvironment();
    }

    private void inSchema(String name, Function<TenantSchema, Ddl> script) throws SQLException {
        var roles =
                Roles.of(main.owner().user(), main.app().user(), main.operator().user());
        try (Connection administrator = main.connectAsSuperuser()) {
            administrator.setAutoCommit(false);
            script.apply(TenantSchema.in(administrator, SchemaName.of(name), roles))
                    .runOn(administrator);
            administrator.commit();
        }
    }

    ShellFleet withDoctor() {
        environment.put("TENANCY_SERVER_MAIN_APP_USER", main.app().user());
        environment.put("TENANCY_SERVER_MAIN_OPERATOR_USER", main.operator().user());
        return this;
    }

    ShellFleet script(String name, String sql) {
        file(name, sql);
        return this;
    }

    Path file(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Ended run(String... arguments) {
        return run(question -> Optional.empty(), arguments);
    }

    /** Whatever a command prints, no password is in it. */
    Ended run(PasswordPrompt prompt, String... arguments) {
        var out = new StringWriter();
        var err = new StringWriter();
        var around = new Surroundings(environment, prompt, false, new PrintWriter(out), new PrintWriter(err));
        int exitCode = TenancyMigrate.commandLine(around).execute(arguments);
        assertNoPassword(out + "" + err);
        return new Ended(exitCode, out.toString(), err.toString());
    }

    void assertNoPassword(String printed) {
        assertThat(printed)
                .doesNotContain(control.owner().password(), main.owner().password())
                .doesNotContain("hunter2");
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }

    @Override
    public void close() {
        main.close();
        control.close();
        files().forEach(ShellFleet::delete);
    }

    /** The folder last. */
    private Stream<Path> files() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.sorted(Comparator.reverseOrder()).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
