package io.tenancy.example.saas.ground;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.demo.Cast;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.PostgresTenantDirectory;
import io.tenancy.postgres.pool.Login;
import io.tenancy.testkit.postgres.TestServer;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** On somebody else's PostgreSQL, whose administrator is no superuser; and again, with the next release, on what is there by then. */
@Tag("stress")
class GroundTests {

    private static final String PASSWORD = "only for tests";

    private static TenantDirectory directory(Ground ground) {
        Map<String, Object> properties = ground.properties();
        return PostgresTenantDirectory.of(ControlDatabase.of(
                        String.valueOf(properties.get("tenancy.directory.url")),
                        Login.of(
                                String.valueOf(properties.get("tenancy.directory.reader.username")),
                                String.valueOf(properties.get("tenancy.directory.reader.password"))))
                .dataSource());
    }

    @Test
    void isPreparedOnceAndFoundAgain() throws Exception {
        try (var server = TestServer.start()) {
            try (var superuser = server.connectAsSuperuser("postgres");
                    var statement = superuser.createStatement()) {
                statement.execute("create role landlord login createdb createrole password '" + PASSWORD + "'");
            }
            Ground first = Ground.prepare(Postgres.given(server.host(), server.port(), "landlord", PASSWORD))
                    .withTenants(Cast.newcomers());
            assertThat(Ground.all(directory(first))).hasSize(7);
            assertThat(first.nextFleet(directory(first), MigrationListener.none())
                            .run()
                            .isDone())
                    .isTrue();

            Ground again = Ground.prepare(Postgres.given(server.host(), server.port(), "landlord", PASSWORD))
                    .withTenants(Cast.newcomers());
            TenantDirectory directory = directory(again);
            assertThat(Ground.all(directory)).hasSize(7);
            assertThat(again.fleet(directory, MigrationListener.none()).status().isUpToDate())
                    .isTrue();
            assertThat(again.examine(directory).values()).hasSize(3).allSatisfy(diagnosis -> assertThat(
                            diagnosis.isHealthy())
                    .as(diagnosis.report())
                    .isTrue());
        }
    }
}
