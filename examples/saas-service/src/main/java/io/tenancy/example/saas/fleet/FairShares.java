package io.tenancy.example.saas.fleet;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.postgres.admission.Plan;
import io.tenancy.postgres.admission.Plans;
import io.tenancy.postgres.pool.Acquisition;
import io.tenancy.postgres.pool.PoolListener;
import io.tenancy.postgres.pool.Use;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who used how much connection time of late: what was used counts half after three seconds. Safe for use by several threads. */
public final class FairShares implements PoolListener {

    private static final double HALF_LIFE_MILLIS = 3_000;
    private static final double FORGOTTEN_MILLIS = 0.5;

    private final Plans plans;
    private final Clock clock;
    private final Map<String, Consumption> byTenant = new ConcurrentHashMap<>();

    FairShares(Plans plans, Clock clock) {
        this.plans = plans;
        this.clock = clock;
    }

    private record Consumption(Tenant tenant, double millis, long at, long waitedMillis, long refused) {

        double millisAt(long now) {
            return millis * Math.pow(0.5, (now - at) / HALF_LIFE_MILLIS);
        }
    }

    @Override
    public void givenBack(Use use) {
        Tenant tenant = use.tenant();
        if (tenant != null) {
            add(tenant, use.held(), Duration.ZERO, 0);
        }
    }

    @Override
    public void acquired(Acquisition acquisition) {
        Tenant tenant = acquisition.tenant();
        if (tenant != null) {
            add(
                    tenant,
                    Duration.ZERO,
                    acquisition.queued(),
                    acquisition.outcome() == Acquisition.Outcome.THROTTLED ? 1 : 0);
        }
    }

    private void add(Tenant tenant, Duration held, Duration waited, int refused) {
        long now = clock.millis();
        byTenant.compute(
                tenant.placement().server() + "/" + tenant.id(),
                (key, before) -> before == null
                        ? new Consumption(tenant, millis(held), now, waited.toMillis(), refused)
                        : new Consumption(
                                tenant,
                                before.millisAt(now) + millis(held),
                                now,
                                Math.max(waited.toMillis(), Math.round(before.waitedMillis() * 0.9)),
                                before.refused() + refused));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }

    /** The shares of those who did something of late, by server, the largest first. */
    public List<Share> now() {
        long now = clock.millis();
        Map<String, Double> ofServer = new ConcurrentHashMap<>();
        byTenant.values().forEach(used -> ofServer.merge(server(used.tenant()), used.millisAt(now), Double::sum));
        return byTenant.values().stream()
                .filter(used -> used.millisAt(now) > FORGOTTEN_MILLIS)
                .map(used -> {
                    Plan plan = plans.of(used.tenant());
                    return new Share(
                            used.tenant().id().value(),
                            server(used.tenant()),
                            plan.name(),
                            plan.weight(),
                            used.millisAt(now) / ofServer.getOrDefault(server(used.tenant()), 1.0),
                            used.waitedMillis(),
                            used.refused());
                })
                .sorted(Comparator.comparing(Share::server)
                        .thenComparing(Comparator.comparing(Share::share).reversed()))
                .toList();
    }

    private static String server(Tenant tenant) {
        String server = tenant.placement().server().value();
        return tenant.placement() instanceof Placement.OwnSchema ? server + "-schemas" : server + "-rows";
    }

    /**
     * Of one tenant.
     *
     * @param share of what was used of the pool, 0 to 1
     * @param waitedMillis the longest wait for a turn, of late
     * @param refused how often it was throttled
     */
    public record Share(
            String tenant, String server, String plan, int weight, double share, long waitedMillis, long refused) {}
}
