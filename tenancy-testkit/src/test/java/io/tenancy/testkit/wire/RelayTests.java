package io.tenancy.testkit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class RelayTests {

    private static TestDatabase database;
    private Relay relay;
    private Connection connection;

    @BeforeAll
    static void create() {
        database = TestServer.shared().createDatabase();
        database.execute(
                database.owner(),
                """
                create schema s;
                create table s.t (id int, note text);
                """);
    }

    @AfterAll
    static void drop() {
        database.close();
    }

    @BeforeEach
    void open() throws SQLException {
        relay = Relay.to(TestServer.shared().host(), TestServer.shared().port());
        connection = connect();
        relay.reset();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        relay.close();
    }

    @Test
    void selectInAutocommitIsOneTrip() throws SQLException {
        select(connection);

        assertThat(relay.roundTrips()).isEqualTo(1);
        assertThat(relay.statements()).isEqualTo(1);
        assertThat(relay.bytesSent()).isPositive();
    }

    @Test
    void beginRidesOnFirstStatement() throws SQLException {
        connection.setAutoCommit(false);
        select(connection);
        connection.commit();

        assertThat(relay.roundTrips()).isEqualTo(2);
        assertThat(relay.statements()).isEqualTo(3);
    }

    @Test
    void batchOfTwentyIsOneTripAndCommitAnother() throws SQLException {
        connection.setAutoCommit(false);
        insertTwenty();
        connection.commit();

        assertThat(relay.roundTrips()).isEqualTo(2);
        assertThat(relay.statements()).isEqualTo(22);
    }

    @Test
    void burstLongerThanBuffersIsOneTrip() throws SQLException {
        connection.setAutoCommit(false);
        insert("x".repeat(1_000_000));
        connection.rollback();

        assertThat(relay.roundTrips()).isEqualTo(2);
        assertThat(relay.bytesSent()).isGreaterThan(1_000_000);
    }

    @Test
    void simpleQueryIsOneTrip() throws SQLException {
        try (var simple = connect("preferQueryMode", "simple")) {
            relay.reset();
            select(simple);
            assertThat(relay.roundTrips()).isEqualTo(1);
            assertThat(relay.statements()).isEqualTo(1);
        }
    }

    @Test
    void copyIsOneTripToStartAndOneToEnd() throws Exception {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();

        // Longer than a chunk, so that messages span chunks.
        long rows = copy.copyIn("copy s.t from stdin", new StringReader("1\tnote of a row\n".repeat(20_000)));

        assertThat(rows).isEqualTo(20_000);
        assertThat(relay.roundTrips()).isEqualTo(2);
    }

    @Test
    void openingConnectionIsNotCounted() throws SQLException {
        try (var bare = connect("assumeMinServerVersion", "15")) {
            assertThat(bare.isClosed()).isFalse();
            assertThat(relay.roundTrips()).isZero();
        }
    }

    @Test
    void countsOverAllConnections() throws SQLException {
        try (var second = connect()) {
            relay.reset();
            select(connection);
            select(second);
            assertThat(relay.roundTrips()).isEqualTo(2);
        }
    }

    @Test
    void holdsEachTripOnce() throws SQLException {
        relay.delay(Duration.ofNanos(500_000));
        connection.setAutoCommit(false);
        insertTwenty();
        connection.commit();
        assertThat(relay.traffic().held.sum()).isEqualTo(2);

        relay.delay(Duration.ZERO);
        select(connection);
        assertThat(relay.traffic().held.sum()).isEqualTo(2);
    }

    @Test
    void cutEndsOpenConnectionsAndLetsNewOnesIn() throws SQLException {
        select(connection);
        relay.cut();

        assertConnectionLost(() -> select(connection));
        try (var again = connect()) {
            select(again);
        }
    }

    @Test
    void cutInTheMiddleOfStatementDoesNotRunIt() throws SQLException {
        relay.cutAfterBytes(10);

        assertConnectionLost(() -> insert("half"));
        assertThat(countOf("half")).isZero();
    }

    @Test
    void cutBehindLastByteRunsStatementWithoutAnswer() throws SQLException {
        insert("measure");
        relay.reset();
        insert("measure");
        long size = relay.bytesSent();
        relay.cutAfterBytes(size);

        assertConnectionLost(() -> insert("unsure!"));
        awaitOtherSessionsGone();
        assertThat(countOf("unsure!")).isEqualTo(1);
    }

    @Test
    void refusesNewConnectionsOnly() throws SQLException {
        relay.refuse();
        assertConnectionLost(() -> connect().close());
        select(connection);

        relay.accept();
        try (var again = connect()) {
            select(again);
        }
    }

    @Test
    void serverThatIsAwayLooksLikeIt() {
        try (var nowhere = Relay.to("localhost", 1)) {
            assertConnectionLost(() -> DriverManager.getConnection(
                            database.jdbcUrl(nowhere.port()),
                            database.app().user(),
                            database.app().password())
                    .close());
        }
    }

    @Test
    void closeLeavesNoThreadAndNoConnection() {
        String threads = "relay-" + relay.port() + "-";
        assertThat(threadNames()).anyMatch(name -> name.startsWith(threads));
        relay.delay(Duration.ofHours(1));
        var waiting = CompletableFuture.runAsync(() -> assertConnectionLost(() -> select(connection)));
        while (relay.traffic().held.sum() == 0) {
            Thread.onSpinWait();
        }

        relay.close();
        relay.close();

        waiting.join();
        assertThat(threadNames()).noneMatch(name -> name.startsWith(threads));
        assertConnectionLost(() -> connect().close());
    }

    private Connection connect(String... option) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", database.owner().user());
        properties.setProperty("password", database.owner().password());
        for (int i = 0; i < option.length; i += 2) {
            properties.setProperty(option[i], option[i + 1]);
        }
        return DriverManager.getConnection(database.jdbcUrl(relay.port()), properties);
    }

    private static void select(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("select note from s.t where id = ?")) {
            query.setInt(1, -1);
            query.executeQuery().close();
        }
    }

    private void insertTwenty() throws SQLException {
        try (var insert = connection.prepareStatement("insert into s.t values (?, 'batch')")) {
            for (int i = 0; i < 20; i++) {
                insert.setInt(1, i);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void insert(String note) throws SQLException {
        try (var insert = connection.prepareStatement("insert into s.t (note) values (?)")) {
            insert.setString(1, note);
            insert.executeUpdate();
        }
    }

    private static long countOf(String note) throws SQLException {
        try (var direct = database.connectAs(database.owner());
                var query = direct.prepareStatement("select count(*) from s.t where note = ?")) {
            query.setString(1, note);
            try (var rows = query.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /** The cut session works off its last statement first, so afterwards its outcome is final. */
    private static void awaitOtherSessionsGone() throws SQLException {
        try (var direct = database.connectAsSuperuser();
                var query = direct.prepareStatement("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and pid <> pg_backend_pid()"
                        + " and backend_type = 'client backend'")) {
            long others;
            do {
                try (var rows = query.executeQuery()) {
                    rows.next();
                    others = rows.getLong(1);
                }
            } while (others > 0);
        }
    }

    private static void assertConnectionLost(ThrowingCallable use) {
        assertThatThrownBy(use).isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                .startsWith("08"));
    }

    private static List<String> threadNames() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }
}
