package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.testkit.postgres.TestServer;
import io.tenancy.testkit.wire.Relay;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes: one changes tenants, the other has them in a cache that expires long after the test. */
class DirectoryListenerTests {

    private static final Placement ROWS = Placement.sharedRows("main");

    private static Control control;

    private final PostgresTenantRegistry registry = control.registry();
    private RecordedLog log;
    private Relay relay;
    private ControlDatabase node;
    private CachedTenantDirectory cache;

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
        log = new RecordedLog("io.tenancy.directory");
        control.database.execute(control.database.owner(), "truncate tenancy.tenant");
        TestServer server = control.database.server();
        relay = Relay.to(server.host(), server.port());
        node = control.reader(control.database.jdbcUrl(relay.port()));
        cache = CachedTenantDirectory.of(PostgresTenantDirectory.of(node.dataSource()), Control.lasting());
    }

    @AfterEach
    void stop() {
        relay.close();
        log.close();
    }

    @Test
    void aChangeOnOneNodeIsSeenOnAnotherWithinASecond() throws Exception {
        Tenant acme = registered("acme");
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.awaitListening(listener);
            var millis = new ArrayList<Double>();
            for (int i = 0; i < 15; i++) {
                assertThat(cache.find(acme.id())).contains(acme);
                TenantStatus next = i % 2 == 0 ? TenantStatus.READ_ONLY : TenantStatus.ACTIVE;
                acme = registry.changeStatus(acme, next);
                Tenant changed = acme;
                long committed = System.nanoTime();
                Control.await("the change", () -> cache.require(changed.id()).equals(changed));
                millis.add((System.nanoTime() - committed) / 1e6);
            }
            millis.sort(null);
            double median = millis.get(millis.size() / 2);
            System.out.printf(
                    "A change is seen on another node after %.1f ms (median of %d, slowest %.1f ms).%n",
                    median, millis.size(), millis.get(millis.size() - 1));
            assertThat(median).isLessThan(1000);
        }
    }

    @Test
    void withoutAListenerNothingIsSeenBeforeTheExpiry() {
        Tenant acme = registered("acme");
        cache.find(acme.id());
        registry.changeStatus(acme, TenantStatus.SUSPENDED);
        assertThat(cache.find(acme.id())).contains(acme);
    }

    @Test
    void anIdThatWasUnknownIsSeenOnceItIsRegistered() throws Exception {
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.awaitListening(listener);
            assertThat(cache.find(TenantId.of("acme"))).isEmpty();
            registered("acme");
            Control.await(
                    "the new tenant", () -> cache.find(TenantId.of("acme")).isPresent());
        }
    }

    @Test
    void changesOfAttributesAndChangesByHandAreSeenToo() throws Exception {
        Tenant acme = registered("acme");
        Tenant globex = registered("globex");
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.awaitListening(listener);
            cache.findAll(List.of(acme.id(), globex.id()));
            Tenant changed = registry.changeAttributes(acme, Map.of("plan", "gold"));
            control.database.execute(control.database.owner(), "delete from tenancy.tenant where id = 'globex'");
            Control.await("the attributes", () -> cache.require(acme.id()).equals(changed));
            Control.await("the removal", () -> cache.find(globex.id()).isEmpty());
        }
    }

    @Test
    void aChangeThatWasRolledBackIsNotTold() throws Exception {
        Tenant acme = registered("acme");
        try (DirectoryListener listener = DirectoryListener.start(node, cache);
                Connection connection = control.database.connectAs(control.database.operator())) {
            Control.awaitListening(listener);
            cache.find(acme.id());
            connection.setAutoCommit(false);
            suspend(connection);
            connection.rollback();
            Tenant globex = registered("globex");
            Control.await("a later change", () -> cache.find(globex.id()).isPresent());
        }
        assertThat(cache.counts().misses())
                .as("acme once, globex once or more often")
                .isGreaterThanOrEqualTo(2);
        long misses = cache.counts().misses();
        cache.find(acme.id());
        assertThat(cache.counts().misses()).isEqualTo(misses);
    }

    @Test
    void afterALossEverythingIsReadAgain() throws Exception {
        Tenant acme = registered("acme");
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.awaitListening(listener);
            cache.find(acme.id());
            relay.refuse();
            relay.cut();
            Control.await("the loss", () -> !listener.isListening());
            Tenant changed = registry.changeStatus(acme, TenantStatus.SUSPENDED);
            assertThat(cache.find(acme.id())).as("nobody told").contains(acme);

            relay.accept();
            Control.awaitListening(listener);
            assertThat(cache.find(acme.id())).contains(changed);
            Tenant again = registry.changeStatus(changed, TenantStatus.ACTIVE);
            Control.await(
                    "changes are heard again", () -> cache.require(acme.id()).equals(again));
        }
    }

    @Test
    void startsWhileTheDatabaseIsDownAndSaysSoOnce() throws Exception {
        relay.refuse();
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.await("the warning", () -> !log.texts().isEmpty());
            assertThat(listener.awaitListening(Duration.ofMillis(1500)))
                    .as("after more attempts")
                    .isFalse();
            relay.accept();
            Control.awaitListening(listener);
            assertThat(log.texts()).hasSize(2).first().asString().contains("only the expiry", "PT1H", "(08");
            assertThat(log.texts()).last().asString().contains("heard at once again");
        }
    }

    /** NOTIFY reaches its own database only, so this listener listens where nothing is ever said. */
    @Test
    void saysThatOnlyTheExpiryRemainsWhereNothingIsHeard() throws Exception {
        try (Control elsewhere = new Control()) {
            Duration patience = Duration.ofMillis(300);
            try (DirectoryListener listener =
                    DirectoryListener.start(elsewhere.reader(), control.reader(), cache, patience)) {
                Control.await("the warning", () -> !log.texts().isEmpty());
                assertThat(listener.isListening()).isFalse();
            }
            assertThat(log.texts())
                    .singleElement()
                    .asString()
                    .contains("only the expiry of the cache remains, PT1H", "did not arrive within 300 ms", "pooler");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "acme", "acme x", "Robert'); drop table tenancy.tenant; -- 1", "a b 1", "acme -1"})
    void whatNobodyUnderstandsHasEverythingReadAgain(String said) throws Exception {
        Tenant acme = registered("acme");
        try (DirectoryListener listener = DirectoryListener.start(node, cache)) {
            Control.awaitListening(listener);
            cache.find(acme.id());
            say(said);
            Control.await("nothing is held", () -> cache.counts().entries() == 0);
            assertThat(cache.find(acme.id())).contains(acme);
            assertThat(listener.isListening()).isTrue();
        }
    }

    @Test
    void closingEndsTheConnectionAndTheThread() throws Exception {
        DirectoryListener listener = DirectoryListener.start(node, cache);
        Control.awaitListening(listener);
        assertThat(threads()).isOne();
        listener.close();
        listener.close();
        assertThat(threads()).isZero();
        assertThat(listener.isListening()).isFalse();
        Control.await("no connection is left", () -> connections() == 0);
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("tenancy-directory-listener"))
                .count();
    }

    private static long connections() {
        try (Connection connection = control.database.connectAsSuperuser();
                PreparedStatement query = connection.prepareStatement("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and application_name = 'tenancy directory'");
                var row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void say(String text) throws SQLException {
        try (Connection connection = control.database.connectAs(control.database.app());
                PreparedStatement statement = connection.prepareStatement("select pg_notify('tenancy_tenant', ?)")) {
            statement.setString(1, text);
            statement.execute();
        }
    }

    private static void suspend(Connection connection) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update tenancy.tenant set status = 'SUSPENDED' where id = 'acme'")) {
            update.executeUpdate();
        }
    }

    private Tenant registered(String id) {
        Tenant tenant = Tenant.active(id, ROWS);
        registry.register(tenant);
        return tenant;
    }
}
