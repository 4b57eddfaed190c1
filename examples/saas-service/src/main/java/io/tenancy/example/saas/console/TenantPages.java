package io.tenancy.example.saas.console;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.fleet.Provisioning;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.ground.GroundException;
import io.tenancy.example.saas.ground.Home;
import io.tenancy.refusal.TenancyException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Tenants, where they are, and what may be done with them. */
@ConsolePage
class TenantPages {

    private final TenantDirectory directory;
    private final Provisioning provisioning;

    TenantPages(TenantDirectory directory, Provisioning provisioning) {
        this.directory = directory;
        this.provisioning = provisioning;
    }

    @GetMapping
    String tenants(Model model) {
        List<Row> rows = Ground.all(directory).stream().map(Row::of).toList();
        Map<String, Long> byHome =
                rows.stream().collect(Collectors.groupingBy(Row::home, TreeMap::new, Collectors.counting()));
        model.addAttribute("tenants", rows);
        model.addAttribute("homes", Home.values());
        model.addAttribute("byHome", byHome);
        model.addAttribute(
                "serving",
                rows.stream().filter(row -> row.status().equals("Active")).count());
        return "tenants";
    }

    /** A line of the table. */
    record Row(String id, String home, String place, String plan, String status, boolean mayRun, long epoch) {

        static Row of(Tenant tenant) {
            var placement = tenant.placement();
            String schema =
                    placement instanceof Placement.OwnSchema own ? own.schema().value() : "app";
            String status = tenant.status().name();
            return new Row(
                    tenant.id().value(),
                    Home.of(placement).title(),
                    placement.server() + " / " + schema,
                    tenant.attributes().getOrDefault("plan", "free"),
                    status.charAt(0)
                            + status.substring(1).toLowerCase(Locale.ROOT).replace('_', ' '),
                    tenant.status() == TenantStatus.ACTIVE,
                    tenant.epoch());
        }
    }

    @PostMapping("/tenants")
    String provision(
            @RequestParam String id, @RequestParam Home home, @RequestParam String plan, RedirectAttributes flash) {
        return done(
                flash,
                "Tenant '" + id + "' is ready: " + home.title() + ".",
                () -> provisioning.provision(TenantId.of(id), home, plan));
    }

    @PostMapping("/tenants/{id}/suspension")
    String suspend(@PathVariable String id, RedirectAttributes flash) {
        return done(
                flash,
                "Tenant '" + id + "' is suspended: its requests are refused with 423.",
                () -> provisioning.suspend(TenantId.of(id)));
    }

    @PostMapping("/tenants/{id}/resumption")
    String resume(@PathVariable String id, RedirectAttributes flash) {
        return done(flash, "Tenant '" + id + "' is served again.", () -> provisioning.resume(TenantId.of(id)));
    }

    private static String done(RedirectAttributes flash, String success, Runnable work) {
        try {
            work.run();
            flash.addFlashAttribute("notice", success);
        } catch (TenancyException | GroundException | IllegalArgumentException e) {
            flash.addFlashAttribute("problem", String.valueOf(e.getMessage()));
        }
        return "redirect:/console";
    }
}
