package io.tenancy.example.saas.console;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import io.tenancy.example.saas.trail.Reading;
import io.tenancy.example.saas.trail.Seals;
import java.security.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Trails of tenants, with what differs, and whether they are as they were written. */
@ConsolePage
class AuditPages {

    private static final int EVENTS = 40;

    private final TenantDirectory directory;
    private final Reading reading;
    private final Seals seals;

    AuditPages(TenantDirectory directory, Reading reading, Seals seals) {
        this.directory = directory;
        this.reading = reading;
        this.seals = seals;
    }

    @GetMapping("/audit")
    String first() {
        return Ground.all(directory).stream()
                .findFirst()
                .map(tenant -> "redirect:/console/audit/" + tenant.id())
                .orElse("redirect:/console");
    }

    @GetMapping("/audit/{id}")
    String trail(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String actor,
            Principal operator,
            Model model)
            throws SQLException {
        TenantId tenant = TenantId.of(id);
        List<String> actors = reading.actors(tenant);
        model.addAttribute("tenant", id);
        boolean mayRun = directory.require(tenant).status() != TenantStatus.SUSPENDED;
        model.addAttribute("mayRun", mayRun);
        model.addAttribute(
                "tenants",
                Ground.all(directory).stream().map(each -> each.id().value()).toList());
        model.addAttribute("actors", actors);
        model.addAttribute("actor", actor);
        model.addAttribute("events", List.of());
        if (mayRun) {
            model.addAttribute(
                    "events",
                    reading
                            .eventsOf(tenant, actor == null ? actors : List.of(actor), EVENTS, operator.getName())
                            .stream()
                            .map(Event::of)
                            .toList());
        }
        return "audit";
    }

    /** An event. */
    record Event(
            String kind,
            String tone,
            String what,
            String actor,
            @Nullable String reason,
            Instant at,
            @Nullable String correlationId,
            List<Difference> differences) {

        static Event of(AuditEvent event) {
            String kind = event.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String tone =
                    switch (event.kind()) {
                        case INSERT, RESTORE, TENANT_REGISTERED -> "good";
                        case DELETE, PURGE, ACCESS_REFUSED, ERASED -> "bad";
                        case OPERATOR_ENTERED, TRAIL_READ, NOTED -> "calm";
                        default -> "changed";
                    };
            return new Event(
                    kind,
                    tone,
                    event.entity().substring(event.entity().lastIndexOf('.') + 1) + " " + shortened(event.entityId()),
                    event.actor().name(),
                    event.actor().reason(),
                    event.at(),
                    event.correlationId(),
                    event.changes().entrySet().stream()
                            .map(change -> new Difference(
                                    change.getKey(),
                                    text(change.getValue().before()),
                                    text(change.getValue().after())))
                            .toList());
        }

        private static String shortened(String id) {
            return id.length() > 20 ? id.substring(0, 8) + "…" + id.substring(id.length() - 6) : id;
        }

        private static @Nullable String text(@Nullable Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** An attribute before and after. */
    record Difference(String attribute, @Nullable String before, @Nullable String after) {}

    @PostMapping("/audit/{id}/verification")
    String verify(@PathVariable String id, RedirectAttributes flash) throws SQLException {
        flash.addFlashAttribute("verification", seals.verify(TenantId.of(id)));
        return "redirect:/console/audit/" + TenantId.of(id);
    }
}
