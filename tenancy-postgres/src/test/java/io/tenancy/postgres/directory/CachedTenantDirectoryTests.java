package io.tenancy.postgres.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.event.TenancyEvent.TenantChanged;
import io.tenancy.event.TenancyEvent.TenantRegistered;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.TenancyConfigurationException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CachedTenantDirectoryTests {

    private static final Tenant ACME = Tenant.active("acme", Placement.sharedRows("main"));
    private static final Tenant GLOBEX = Tenant.active("globex", Placement.sharedRows("main"));
    private static final TenantId GHOST = TenantId.of("ghost");
    private static final CacheBounds BOUNDS =
            CacheBounds.standard().withExpiry(Duration.ofSeconds(60), Duration.ofSeconds(10));

    private final AtomicLong nanos = new AtomicLong();
    private final FakeDirectory source = new FakeDirectory();
    private final CachedTenantDirectory cache = CachedTenantDirectory.of(source, BOUNDS, nanos::get);

    CachedTenantDirectoryTests() {
        source.put(ACME);
        source.put(GLOBEX);
    }

    @Test
    void asksOnceForEachTenant() {
        assertThat(cache.find(ACME.id())).contains(ACME);
        assertThat(cache.find(ACME.id())).contains(ACME);
        assertThat(cache.find(GLOBEX.id())).contains(GLOBEX);
        assertThat(source.asked).containsExactly(ACME.id(), GLOBEX.id());
    }

    @Test
    void aChangeThatNobodyToldIsSeenWithinTheExpiry() {
        cache.find(ACME.id());
        Tenant changed = ACME.withStatus(TenantStatus.SUSPENDED);
        source.put(changed);

        pass(Duration.ofSeconds(60).minusNanos(1));
        assertThat(cache.find(ACME.id())).as("a moment before").contains(ACME);
        pass(Duration.ofNanos(1));
        assertThat(cache.find(ACME.id())).contains(changed);
    }

    @Test
    void beingAskedDoesNotPutOffTheExpiry() {
        cache.find(ACME.id());
        source.put(ACME.withStatus(TenantStatus.SUSPENDED));
        for (int second = 0; second < 60; second++) {
            cache.find(ACME.id());
            pass(Duration.ofSeconds(1));
        }
        assertThat(cache.require(ACME.id()).status()).isEqualTo(TenantStatus.SUSPENDED);
    }

    @Test
    void anUnknownIdIsRememberedForAShorterTime() {
        assertThat(cache.find(GHOST)).isEmpty();
        source.put(Tenant.active("ghost", Placement.sharedRows("main")));

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(cache.find(GHOST)).isEmpty();
        assertThat(source.asked).containsExactly(GHOST);
        pass(Duration.ofNanos(1));
        assertThat(cache.find(GHOST)).isPresent();
    }

    @Test
    void guessedIdsAreBoundedAndDisplaceNoTenant() {
        var small = CachedTenantDirectory.of(source, BOUNDS.withEntries(2, 100), nanos::get);
        small.find(ACME.id());
        small.find(GLOBEX.id());
        IntStream.range(0, 20_000)
                .forEach(i -> assertThat(small.find(TenantId.of("guess-" + i))).isEmpty());
        source.asked.clear();

        assertThat(small.find(ACME.id())).contains(ACME);
        assertThat(small.find(GLOBEX.id())).contains(GLOBEX);
        assertThat(source.asked).isEmpty();
        // Caffeine clears up a little later, on another thread.
        Control.await("at most 100 unknown ids are held", () -> small.counts().unknownEntries() <= 100);
    }

    @Test
    void holdsNoMoreTenantsThanItShould() {
        var small = CachedTenantDirectory.of(source, BOUNDS.withEntries(50, 50), nanos::get);
        for (int i = 0; i < 1000; i++) {
            Tenant tenant = Tenant.active("t-" + i, Placement.sharedRows("main"));
            source.put(tenant);
            assertThat(small.find(tenant.id())).contains(tenant);
        }
        Control.await("at most 50 tenants are held", () -> small.counts().entries() <= 50);
    }

    @Test
    void whileTheSourceIsDownKnownTenantsGoOnUntilTheyExpire() {
        cache.find(ACME.id());
        cache.find(GHOST);
        source.down = true;

        pass(Duration.ofSeconds(10).minusNanos(1));
        assertThat(cache.find(ACME.id())).contains(ACME);
        assertThat(cache.find(GHOST)).isEmpty();
        assertRefused(GLOBEX.id());

        pass(Duration.ofSeconds(50).plusNanos(1));
        assertRefused(ACME.id());
        source.down = false;
        assertThat(cache.find(ACME.id())).contains(ACME);
        assertThat(cache.find(GLOBEX.id())).as("a failure is not remembered").contains(GLOBEX);
    }

    @Test
    void aForgottenTenantIsReadAgain() {
        cache.findAll(List.of(ACME.id(), GLOBEX.id(), GHOST));
        source.asked.clear();
        cache.forget(ACME.id());
        cache.forget(GHOST);

        assertThat(cache.findAll(List.of(ACME.id(), GLOBEX.id(), GHOST))).hasSize(2);
        assertThat(source.asked).containsExactly(ACME.id(), GHOST);
    }

    @Test
    void everythingCanBeForgotten() {
        cache.findAll(List.of(ACME.id(), GLOBEX.id(), GHOST));
        source.asked.clear();
        cache.forgetAll();

        cache.findAll(List.of(ACME.id(), GLOBEX.id(), GHOST));
        assertThat(source.asked).containsExactly(ACME.id(), GLOBEX.id(), GHOST);
    }

    @Test
    void whatWasReadBeforeAChangeIsNotKeptAfterIt() {
        Tenant changed = ACME.withStatus(TenantStatus.SUSPENDED);
        source.meanwhile = () -> {
            source.put(changed);
            cache.forgetUpTo(changed.id(), changed.epoch());
        };

        assertThat(cache.find(ACME.id())).as("read before the change").contains(ACME);
        assertThat(cache.find(ACME.id())).contains(changed);
    }

    @Test
    void whatWasReadBeforeEverythingWasForgottenIsNotKept() {
        Tenant changed = ACME.withStatus(TenantStatus.SUSPENDED);
        source.meanwhile = () -> {
            source.put(changed);
            cache.forgetAll();
        };

        cache.findAll(List.of(ACME.id()));
        assertThat(cache.find(ACME.id())).contains(changed);
    }

    @Test
    void anIdThatWasRegisteredWhileItWasReadIsNotKeptAsUnknown() {
        Tenant registered = Tenant.active("ghost", Placement.sharedRows("main"));
        source.meanwhile = () -> {
            source.put(registered);
            cache.forget(GHOST);
        };

        assertThat(cache.find(GHOST)).isEmpty();
        assertThat(cache.find(GHOST)).contains(registered);
    }

    @Test
    void anOlderEpochReplacesNoNewerOne() {
        Tenant newer = ACME.withStatus(TenantStatus.SUSPENDED);
        // One reader has read the old state; another one reads and keeps the new one before the first goes on.
        source.meanwhile = () -> {
            source.put(newer);
            assertThat(cache.find(ACME.id())).contains(newer);
        };

        assertThat(cache.find(ACME.id())).contains(newer);
        assertThat(cache.find(ACME.id())).contains(newer);
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void wordOfAChangeThatIsSeenAlreadyCostsNothing() {
        Tenant newer = ACME.withStatus(TenantStatus.SUSPENDED);
        source.put(newer);
        cache.find(ACME.id());
        source.asked.clear();

        cache.forgetUpTo(ACME.id(), 1);
        assertThat(cache.find(ACME.id())).contains(newer);
        assertThat(source.asked).isEmpty();

        Tenant withPlan = newer.withAttributes(Map.of("plan", "gold"));
        source.put(withPlan);
        cache.forgetUpTo(ACME.id(), 2);
        assertThat(cache.find(ACME.id()))
                .as("attributes change without an epoch")
                .contains(withPlan);
    }

    @Test
    void findsManyAndAsksOnlyForThoseItDoesNotKnow() {
        cache.find(ACME.id());
        cache.find(GHOST);
        source.asked.clear();

        var found = cache.findAll(List.of(ACME.id(), GLOBEX.id(), GHOST, GLOBEX.id()));
        assertThat(found).containsOnly(Map.entry(ACME.id(), ACME), Map.entry(GLOBEX.id(), GLOBEX));
        assertThat(source.asked).containsExactly(GLOBEX.id());
        cache.find(GLOBEX.id());
        assertThat(source.asked).containsExactly(GLOBEX.id());
    }

    @Test
    void countsHitsAndMisses() {
        cache.find(ACME.id());
        cache.find(ACME.id());
        cache.find(ACME.id());
        cache.find(GHOST);
        cache.find(GHOST);

        assertThat(cache.counts()).isEqualTo(new CacheCounts(2, 1, 2, 1, 1, 0));
    }

    @Test
    void theRegistryOfTheSameProcessIsHeardWithoutTheDatabase() {
        TenancyListener hears = cache.forgetting();
        cache.find(ACME.id());
        cache.find(GHOST);
        Tenant changed = ACME.withStatus(TenantStatus.SUSPENDED);
        Tenant registered = Tenant.active("ghost", Placement.sharedRows("main"));
        source.put(changed);
        source.put(registered);
        hears.on(new TenantChanged(ACME, changed));
        hears.on(new TenantRegistered(registered));

        assertThat(cache.find(ACME.id())).contains(changed);
        assertThat(cache.find(GHOST)).contains(registered);
    }

    @Test
    void pagesComeFromTheSource() {
        assertThat(cache.list(TenantPageRequest.first(10)).tenants()).containsExactlyInAnyOrder(ACME, GLOBEX);
    }

    @Test
    void refusesBoundsThatCannotWorkAllAtOnce() {
        assertThatThrownBy(() -> new CacheBounds(Duration.ZERO, Duration.ofSeconds(1), 0, 1))
                .isInstanceOfSatisfying(TenancyConfigurationException.class, e -> assertThat(e.problems())
                        .hasSize(3));
        assertThatThrownBy(() -> BOUNDS.withExpiry(Duration.ofSeconds(1), Duration.ofSeconds(2)))
                .isInstanceOf(TenancyConfigurationException.class)
                .hasMessageContaining("PT2S");
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void assertRefused(TenantId id) {
        assertThatThrownBy(() -> cache.find(id))
                .isInstanceOfSatisfying(DirectoryUnavailableException.class, e -> assertThat(e.findTenant())
                        .contains(id));
    }
}
