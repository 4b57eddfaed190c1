package io.tenancy.postgres.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with servers is said when the service is built: all of it, once, without secrets. */
class ServerProblemTests {

    private static TestDatabase database;
    private static Server good;

    @BeforeAll
    static void start() {
        database = TestServer.shared().createDatabase();
        good = Server.of("main", database.jdbcUrl(), login(database.app()));
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void aGoodServerOpensNoPoolBeforeItIsNeeded() {
        try (TenantConnections connections = build(good)) {
            assertThat(connections.statistics()).isEmpty();
        }
    }

    @Test
    void aWrongPasswordIsNamedWithoutBeingShown() {
        var problems = problems(
                Server.of("main", database.jdbcUrl(), Login.of(database.app().user(), "hunter2")));
        assertThat(problems)
                .singleElement()
                .asString()
                .contains("server 'main'", "login '" + database.app().user() + "'", "28P01", "Check user and password")
                .doesNotContain("hunter2");
    }

    @Test
    void aServerThatIsDownIsNamed() {
        Relay relay = Relay.to(database.server().host(), database.server().port());
        relay.close();
        assertThat(problems(Server.of("main", database.jdbcUrl(relay.port()), login(database.app()))))
                .singleElement()
                .asString()
                .contains("server 'main'", "08001", "Check that the server is up");
    }

    @Test
    void aMissingDatabaseIsNamed() {
        String url = database.jdbcUrl().replace(database.name(), "nowhere");
        assertThat(problems(Server.of("main", url, login(database.app()))))
                .singleElement()
                .asString()
                .contains("3D000", "nowhere", "Check the database's name");
    }

    @Test
    void aLoginThatNoPolicyHoldsIsRefused() {
        database.executeAsSuperuser("create role boss_of_" + database.name() + " login superuser password 'x';"
                + "create role bypass_of_" + database.name() + " login bypassrls password 'x';"
                + "grant connect on database " + database.name() + " to bypass_of_" + database.name());
        try {
            assertThat(problems(Server.of("main", database.jdbcUrl(), Login.of("boss_of_" + database.name(), "x"))))
                    .anyMatch(problem -> problem.contains("superuser") && problem.contains("NOSUPERUSER"));
            assertThat(problems(Server.of("main", database.jdbcUrl(), Login.of("bypass_of_" + database.name(), "x"))))
                    .singleElement()
                    .asString()
                    .contains("BYPASSRLS", "NOBYPASSRLS");
        } finally {
            database.executeAsSuperuser("drop owned by bypass_of_" + database.name() + "; drop role boss_of_"
                    + database.name() + "; drop role bypass_of_" + database.name());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "prepareThreshold, -1, prepareThreshold",
        "prepareThreshold, many, prepareThreshold",
        "preferQueryMode, simple, preferQueryMode=simple",
        "autosave, ALWAYS, autosave=always",
        "currentSchema, elsewhere, currentSchema",
        "options, -c search_path=public, currentSchema and options",
        "user, somebody, credentials"
    })
    void anUnsafeDriverOptionIsRefusedAsPropertyAndInTheUrl(String option, String value, String named) {
        assertThat(problems(good.withDriverProperty(option, value)))
                .singleElement()
                .asString()
                .contains("server 'main'", named);
        String separator = database.jdbcUrl().contains("?") ? "&" : "?";
        String url = database.jdbcUrl() + separator + option + "=" + value.replace(" ", "%20");
        assertThat(problems(Server.of("main", url, login(database.app()))))
                .singleElement()
                .asString()
                .contains(named);
    }

    @Test
    void aUrlThatIsNotPostgresIsRefused() {
        assertThat(problems(Server.of("main", "jdbc:h2:mem:x", login(database.app()))))
                .singleElement()
                .asString()
                .contains("jdbc:postgresql://");
    }

    @Test
    void allProblemsOfAllServersComeAtOnce() {
        var problems = problems(
                good.withMaximumPoolSize(0).withConnectionTimeout(Duration.ofMillis(1)),
                good,
                Server.of("second", database.jdbcUrl(), Login.of(database.app().user(), "wrong")),
                Server.of("third", database.jdbcUrl(), login(database.app())).withDriverProperty("autosave", "always"));
        assertThat(problems)
                .hasSize(5)
                .anyMatch(problem -> problem.contains("maximumPoolSize of at least 1, found 0"))
                .anyMatch(problem -> problem.contains("connectionTimeout") && problem.contains("found 1 ms"))
                .anyMatch(problem -> problem.contains("named twice"))
                .anyMatch(problem -> problem.contains("server 'second'"))
                .anyMatch(problem -> problem.contains("server 'third'"));
    }

    @Test
    void limitsThatMakeNoSenseComeAtOnce() {
        var pools = PoolSettings.DEFAULT
                .withIdleTimeout(Duration.ofSeconds(1))
                .withMaximumLifetime(Duration.ofSeconds(40))
                .withKeepaliveTime(Duration.ofSeconds(50))
                .withValidationTimeout(Duration.ZERO)
                .withLeakThreshold(Duration.ofMillis(1))
                .withCloseAfter(Duration.ofSeconds(-1));
        var refusal = catchThrowableOfType(
                TenancyConfigurationException.class, () -> TenantConnections.builder(InMemoryTenants.of())
                        .server(good.withMaximumConnections(-2).withPools(pools))
                        .server(Server.of("large", database.jdbcUrl(), login(database.app()))
                                .withMaximumPoolSize(5_000))
                        .server(Server.of("huge", database.jdbcUrl(), login(database.app()))
                                .withMaximumConnections(10_000))
                        .maximumConnections(0)
                        .build());
        assertThat(refusal).isNotNull();
        assertThat(refusal.problems())
                .hasSize(9)
                .anyMatch(problem -> problem.contains("at least 1 for all servers, found 0"))
                .anyMatch(problem -> problem.contains("maximumConnections of at least 1, found -2"))
                .anyMatch(problem -> problem.contains("idleTimeout of at least 10000 ms, found 1000 ms"))
                .anyMatch(problem -> problem.contains("keepaliveTime below their maximumLifetime of 40000 ms"))
                .anyMatch(problem -> problem.contains("validationTimeout of at least 250 ms"))
                .anyMatch(problem -> problem.contains("leakThreshold of at least 2000 ms"))
                .anyMatch(problem -> problem.contains("closeAfter of at least 1 ms"))
                .anyMatch(problem -> problem.contains("server 'large': may be given 5000 connections, but has "))
                .anyMatch(problem -> problem.contains("server 'huge': may be given 10000 connections, but has "));
    }

    @Test
    void operatorsHaveAFifthOfTheCeilingApart() {
        Login app = login(database.app());
        Login operator = login(database.operator());
        String url = database.jdbcUrl();
        Server server = Server.of("main", url, app).withOperator(operator).withMaximumConnections(20);
        assertThat(server.poolSize(PoolKind.OPERATOR)).isEqualTo(4);
        assertThat(server.poolSize(PoolKind.ROWS)).isEqualTo(16);
        assertThat(server.withMaximumConnections(2).poolSize(PoolKind.SCHEMAS)).isEqualTo(1);
        assertThat(good.withMaximumConnections(20).poolSize(PoolKind.SCHEMAS)).isEqualTo(20);
        assertThat(server.withMaximumConnections(1).poolSize(PoolKind.ROWS)).isEqualTo(1);
    }

    @Test
    void noServerAtAllIsAProblem() {
        assertThat(problems()).singleElement().asString().contains("No server was named");
    }

    @Test
    void anOlderDriverIsOlder() {
        assertThat(DriverOptions.isOlder("42.7.12", "42.7.13")).isTrue();
        assertThat(DriverOptions.isOlder("42.7.13", "42.7.13")).isFalse();
        assertThat(DriverOptions.isOlder("42.8", "42.7.13")).isFalse();
        assertThat(DriverOptions.isOlder("42.10.1", "42.7.13")).isFalse();
        assertThat(DriverOptions.problems("42.7.4")).singleElement().asString().contains("42.7.4", "42.7.13");
    }

    @Test
    void poolsHaveHikarisMetersWhichGoWithThem() throws SQLException {
        var meters = new SimpleMeterRegistry();
        var listened = new ArrayList<String>();
        var listener = new PoolListener() {
            @Override
            public void opened(PoolStatistics pool) {
                listened.add("opened " + pool.pool());
            }

            @Override
            public void closed(PoolName pool) {
                listened.add("closed " + pool);
            }
        };
        try (TenantConnections connections = TenantConnections.builder(InMemoryTenants.of())
                .server(good)
                .meters(meters)
                .poolListener(listener)
                .build()) {
            connections.openUnbound().close();
            assertThat(meters.get("hikaricp.connections.max")
                            .tag("pool", "main-rows")
                            .gauge()
                            .value())
                    .isEqualTo(10);
            assertThat(connections.statistics()).singleElement().asString().startsWith("pool main-rows: 0 active");
        }
        assertThat(meters.find("hikaricp.connections.max").gauge()).isNull();
        assertThat(listened).containsExactly("opened main-rows", "closed main-rows");
    }

    @Test
    void statisticsAreToldAtIntervals() throws Exception {
        var told = new CountDownLatch(2);
        var listener = new PoolListener() {
            @Override
            public void sampled(PoolStatistics pool) {
                if (pool.pool().toString().equals("main-rows") && pool.maximum() == 10) {
                    told.countDown();
                }
            }
        };
        try (TenantConnections connections = TenantConnections.builder(InMemoryTenants.of())
                .server(good)
                .poolListener(listener)
                .poolStatisticsEvery(Duration.ofMillis(5))
                .build()) {
            connections.openUnbound().close();
            assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<String> problems(Server... servers) {
        var refusal = catchThrowableOfType(
                TenancyConfigurationException.class, () -> build(servers).close());
        assertThat(refusal).isNotNull();
        return refusal.problems();
    }

    private static TenantConnections build(Server... servers) {
        var builder = TenantConnections.builder(InMemoryTenants.of());
        List.of(servers).forEach(builder::server);
        return builder.build();
    }

    private static Login login(io.tenancy.testkit.postgres.Login login) {
        return Login.of(login.user(), login.password());
    }
}
