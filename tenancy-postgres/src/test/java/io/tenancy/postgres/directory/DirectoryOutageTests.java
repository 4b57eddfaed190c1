package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.testkit.postgres.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server of the directory goes away and comes back. */
class DirectoryOutageTests {

    private static final Placement ROWS = Placement.sharedRows("main");
    private static final Tenant ACME = Tenant.active("acme", ROWS);
    private static final Tenant GLOBEX = Tenant.active("globex", ROWS);
    private static final TenantId GHOST = TenantId.of("ghost");
    private static final Duration EXPIRY = Duration.ofMinutes(1);

    private final AtomicLong nanos = new AtomicLong();
    private TestServer server;
    private Control control;
    private CachedTenantDirectory cache;
    private RecordedLog log;

    @BeforeEach
    void start() {
        log = new RecordedLog("io.tenancy.directory");
        server = TestServer.start();
        control = new Control(server);
        control.registry().register(ACME);
        control.registry().register(GLOBEX);
        cache = CachedTenantDirectory.of(
                control.directory(), CacheBounds.standard().withExpiry(EXPIRY, EXPIRY), nanos::get);
    }

    @AfterEach
    void stop() {
        server.close();
        log.close();
    }

    @Test
    void knownTenantsGoOnUntilTheyExpireAndOthersGetATypedError() throws Exception {
        try (DirectoryListener listener = DirectoryListener.start(control.reader(), cache)) {
            Control.awaitListening(listener);
            cache.findAll(List.of(ACME.id(), GHOST));
            server.stop();
            Control.await("the loss", () -> !listener.isListening());

            assertThat(cache.find(ACME.id())).contains(ACME);
            assertThat(cache.find(GHOST)).isEmpty();
            assertRefused(GLOBEX.id());
            assertThatThrownBy(() -> cache.findAll(List.of(ACME.id(), GLOBEX.id())))
                    .isInstanceOf(DirectoryUnavailableException.class);
            assertThatThrownBy(() -> control.registry().changeStatus(ACME, TenantStatus.SUSPENDED))
                    .isInstanceOf(DirectoryUnavailableException.class);
            nanos.addAndGet(EXPIRY.toNanos());
            assertRefused(ACME.id());

            server.restart();
            assertThat(cache.find(ACME.id())).contains(ACME);
            assertThat(cache.find(GLOBEX.id())).contains(GLOBEX);
            Control.awaitListening(listener);
            Tenant changed = PostgresTenantRegistry.of(control.registrar().dataSource(), TenancyListener.none())
                    .changeStatus(ACME, TenantStatus.SUSPENDED);
            Control.await("the change", () -> cache.require(ACME.id()).equals(changed));
        }
    }

    private void assertRefused(TenantId id) {
        assertThatThrownBy(() -> cache.find(id))
                .isInstanceOfSatisfying(DirectoryUnavailableException.class, e -> assertThat(e.findTenant())
                        .contains(id))
                .hasMessageContaining("Check that the control database is up");
    }
}
