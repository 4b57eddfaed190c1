package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.directory.InMemoryTenants;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor says, to whom, and at what price. */
class DoctorTests {

    private static final Patient DATA = Patient.sharedRows("data");
    private static final Patient NOWHERE = Patient.sharedRows("nowhere");

    private static Clinic clinic;

    @BeforeAll
    static void open() throws SQLException {
        clinic = Clinic.of(DATA);
    }

    @AfterAll
    static void close() {
        clinic.close();
    }

    @Test
    void examinesThroughTheServicesOwnUnboundConnection() throws SQLException {
        var database = clinic.database();
        var server = Server.of(
                        "main",
                        database.jdbcUrl(),
                        Login.of(database.app().user(), database.app().password()))
                .withSchema("data");
        try (var connections = TenantConnections.builder(InMemoryTenants.of())
                        .server(server)
                        .build();
                Connection unbound = connections.openUnbound()) {
            assertThat(clinic.doctor().examine(unbound, DATA).requireHealthy().findings())
                    .isEmpty();
            assertThat(clinic.doctor().examine(unbound, DATA, NOWHERE).gaps()).hasSize(1);
        }
    }

    @Test
    void examinesRolesAndRightsWithoutAnySchema() throws SQLException {
        try (Connection app = clinic.database().connectAs(clinic.database().app())) {
            assertThat(clinic.doctor().examine(app).findings()).isEmpty();
        }
    }

    @Test
    void doesNotPraiseASchemaWithNothingInIt() throws SQLException {
        clinic.database().execute(clinic.database().owner(), "create schema empty");
        try (Connection app = clinic.database().connectAs(clinic.database().app())) {
            assertThat(clinic.doctor()
                            .examine(app, DATA, NOWHERE, Patient.sharedRows("empty"))
                            .findings())
                    .extracting(finding -> finding.rule() + " " + finding.object() + " " + finding.found())
                    .containsExactly(
                            "NO_TENANT_TABLE schema empty no table with a column 'tenant_id'",
                            "NO_TENANT_TABLE schema nowhere no such schema");
        }
        clinic.database().execute(clinic.database().owner(), "drop schema empty");
    }

    @Test
    void refusesASchemaNamedTwice() throws SQLException {
        try (Connection app = clinic.database().connectAs(clinic.database().app())) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> clinic.doctor().examine(app, DATA, Patient.ownSchema("data", "acme")))
                    .withMessageContaining("named twice");
        }
    }

    @Test
    void stopsTheServiceWithAllFindingsAtOnce() throws SQLException {
        try (Connection superuser = clinic.database().connectAsSuperuser()) {
            superuser.setAutoCommit(false);
            try (var statement = superuser.createStatement()) {
                statement.execute("create index on data.note (lower(body));"
                        + " alter table data.note no force row level security;"
                        + " alter table data.post disable row level security");
            }
            Diagnosis diagnosis = clinic.doctor().examine(superuser, DATA);

            assertThatExceptionOfType(TenancyConfigurationException.class)
                    .isThrownBy(diagnosis::requireHealthy)
                    .satisfies(
                            e -> assertThat(e.problems())
                                    .hasSize(3)
                                    .element(0)
                                    .asString()
                                    .isEqualTo(
                                            "[rls-not-forced] table data.note: found row-level security that does not hold"
                                                    + " the owner, expected FORCE ROW LEVEL SECURITY. Remedy: alter table"
                                                    + " \"data\".\"note\" force row level security. See docs/doctor.md#rls-not-forced."))
                    .withMessageContaining("[rls-off] table data.post")
                    .withMessageContaining("[index-not-leakproof] table data.note");
            assertThat(diagnosis.report())
                    .startsWith("database '" + clinic.database().name() + "': 2 gaps, 1 piece of advice\n")
                    .contains(
                            """

                            GAP rls-off: table data.post
                              found:    row-level security off
                              expected: ENABLE ROW LEVEL SECURITY
                              see:      docs/doctor.md#rls-off
                                -- rls-off of table data.post
                                alter table "data"."post" enable row level security;
                            """);
            superuser.rollback();
        }
    }

    @Test
    void leavesOutWhatWasReviewedAndNothingElse() throws SQLException {
        try (Connection superuser = clinic.database().connectAsSuperuser()) {
            superuser.setAutoCommit(false);
            try (var statement = superuser.createStatement()) {
                statement.execute("alter table data.note no force row level security;"
                        + " alter table data.post no force row level security, disable row level security");
            }
            Doctor doctor = clinic.doctor()
                    .withReviewed(Rule.RLS_NOT_FORCED, "table data.note", "a test")
                    .withReviewed(Rule.RLS_OFF, "table post", "a test")
                    .withReviewed(Rule.RLS_NOT_FORCED, "table elsewhere.post", "a test");

            assertThat(doctor.examine(superuser, DATA).findings())
                    .extracting(finding -> finding.rule() + " " + finding.object())
                    .containsExactly("RLS_NOT_FORCED table data.post");
            superuser.rollback();
        }
    }

    @Test
    void refusesReviewsWithoutReasonAndOfALoginThatNoWallHolds() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clinic.doctor().withReviewed(Rule.RLS_OFF, "table note", " "))
                .withMessageContaining("expected a reason");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> clinic.doctor().withReviewed(Rule.APP_BYPASSES_WALLS, "role app", "why not"))
                .withMessageContaining("every wall");
    }

    @Test
    void doesNotStopTheServiceForAdvice() {
        var advice = Finding.of(Rule.INDEX_MISSING, "table data.note", "none", "one", "create index …");
        var diagnosis = new Diagnosis("database 'x'", List.of(advice));

        assertThat(diagnosis.requireHealthy().advice()).containsExactly(advice);
    }

    @Test
    void takesNoMoreRoundTripsForMoreTables() throws SQLException {
        var database = clinic.database();
        try (Relay relay = Relay.to(database.server().host(), database.server().port());
                Connection app = connect(relay)) {
            long few = roundTrips(relay, app);
            String more = String.join(
                    ";",
                    IntStream.range(0, 100)
                            .mapToObj(i -> "create table data.more_" + i + " (tenant_id text)")
                            .toList());
            database.execute(database.owner(), more);
            long many = roundTrips(relay, app);
            database.execute(database.owner(), more.replace("create", "drop").replace(" (tenant_id text)", ""));

            assertThat(many).isEqualTo(few).isLessThan(30);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {150014, 150018, 160010, 170006, 180000, 180006, 190000})
    void acceptsServersThatKeepHiddenRowsHidden(int version) {
        assertThat(Versions.server("x", version)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"140019, 15.14", "150013, 15.14", "160009, 16.10", "170005, 17.6"})
    void findsServersThatTellOfHiddenRows(int version, String expected) {
        assertThat(Versions.server("x", version)).hasValueSatisfying(finding -> {
            assertThat(finding.rule()).isEqualTo(Rule.SERVER_TOO_OLD);
            assertThat(finding.expected()).isEqualTo(expected + " or newer");
        });
    }

    @Test
    void findsUnsafeDriverOptionsBeforeAnybodyConnects() {
        var safe = Server.of("main", "jdbc:postgresql://localhost/x", Login.of("app", "secret"));
        var unsafe = safe.withDriverProperty("autosave", "always").withDriverProperty("prepareThreshold", "-1");
        Doctor doctor = clinic.doctor();

        assertThat(doctor.examine(safe).findings()).isEmpty();
        assertThat(doctor.examine(unsafe).findings())
                .extracting(Finding::rule)
                .containsExactly(Rule.DRIVER_UNSAFE, Rule.DRIVER_UNSAFE);
        assertThat(doctor.examine(unsafe)
                        .and(new Diagnosis("database 'x'", List.of()))
                        .gaps())
                .hasSize(2);
    }

    @Test
    void everyRuleIsBrokenInSomeTest() {
        var elsewhere = Stream.of(Rule.SERVER_TOO_OLD, Rule.DRIVER_UNSAFE, Rule.NO_TENANT_TABLE);
        var cases = Stream.of(
                        SharedRowsDoctorTests.ROLE_CASES,
                        SharedRowsDoctorTests.TABLE_CASES,
                        SharedRowsDoctorTests.KEY_CASES,
                        SharedRowsDoctorTests.READER_CASES,
                        OwnSchemaDoctorTests.CASES,
                        OwnDatabaseDoctorTests.CASES)
                .flatMap(List::stream)
                .map(Case::rule);

        assertThat(Stream.concat(elsewhere, cases)).contains(Rule.values());
    }

    private static Connection connect(Relay relay) throws SQLException {
        var database = clinic.database();
        var login = new Properties();
        login.setProperty("user", database.app().user());
        login.setProperty("password", database.app().password());
        return DriverManager.getConnection(database.jdbcUrl(relay.port()), login);
    }

    private static long roundTrips(Relay relay, Connection connection) throws SQLException {
        relay.reset();
        clinic.doctor().examine(connection, DATA);
        return relay.roundTrips();
    }
}
