package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.pool.Login;
import io.tenancy.testkit.postgres.TestDatabase;
import io.tenancy.testkit.postgres.TestServer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A control schema in a database of its own. The test database's operator is the registrar here. */
final class Control implements AutoCloseable {

    private static final Duration GENEROUS = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(1);

    final TestDatabase database;

    Control() {
        this(TestServer.shared());
    }

    Control(TestServer server) {
        database = server.createDatabase();
        migrate();
    }

    void migrate() {
        ControlSchema.migrate(as(database.owner(), database.jdbcUrl()), roles());
    }

    ControlRoles roles() {
        return ControlRoles.of(database.app().user(), database.operator().user());
    }

    ControlDatabase reader() {
        return reader(database.jdbcUrl());
    }

    /** The same through another address, such as a relay's. */
    ControlDatabase reader(String url) {
        return as(database.app(), url);
    }

    ControlDatabase registrar() {
        return as(database.operator(), database.jdbcUrl());
    }

    PostgresTenantDirectory directory() {
        return PostgresTenantDirectory.of(reader().dataSource());
    }

    PostgresTenantRegistry registry() {
        return PostgresTenantRegistry.of(registrar().dataSource(), TenancyListener.none());
    }

    /** Bounds that outlive the test: what changes meanwhile was told. */
    static CacheBounds lasting() {
        return CacheBounds.standard().withExpiry(Duration.ofHours(1), Duration.ofHours(1));
    }

    static ControlDatabase as(io.tenancy.testkit.postgres.Login login, String url) {
        return ControlDatabase.of(url, Login.of(login.user(), login.password()));
    }

    /** For what another thread does and nobody tells of. */
    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + GENEROUS.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what + " within " + GENEROUS).isLessThan(end);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    static void awaitListening(DirectoryListener listener) throws InterruptedException {
        assertThat(listener.awaitListening(GENEROUS)).as("listening").isTrue();
    }

    @Override
    public void close() {
        database.close();
    }
}
