package io.tenancy.example.saas.console;

import io.tenancy.example.saas.demo.Traffic;
import io.tenancy.example.saas.fleet.FairShares;
import io.tenancy.example.saas.fleet.FairShares.Share;
import io.tenancy.postgres.TenantConnections;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** Pools and shares, as they are this second. */
@ConsolePage
class LivePages {

    private static final Duration TRAFFIC = Duration.ofSeconds(30);

    private final TenantConnections connections;
    private final FairShares shares;
    private final Traffic traffic;

    LivePages(TenantConnections connections, FairShares shares, Traffic traffic) {
        this.connections = connections;
        this.shares = shares;
        this.traffic = traffic;
    }

    @GetMapping("/live")
    String live(Model model) {
        model.addAttribute("now", now());
        return "live";
    }

    @GetMapping("/live/data")
    @ResponseBody
    Now now() {
        var pools = connections.statistics().stream()
                .map(pool ->
                        new Pool(pool.pool().toString(), pool.active(), pool.idle(), pool.waiting(), pool.maximum()))
                .sorted(Comparator.comparing(Pool::name))
                .toList();
        return new Now(pools, shares.now(), traffic.isRunning());
    }

    /** This second. */
    record Now(List<Pool> pools, List<Share> shares, boolean traffic) {}

    /** A pool. */
    record Pool(String name, int active, int idle, int waiting, int maximum) {}

    @PostMapping("/live/traffic")
    String makeTraffic() {
        traffic.start(TRAFFIC);
        return "redirect:/console/live";
    }
}
