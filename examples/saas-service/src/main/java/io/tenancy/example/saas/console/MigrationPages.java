package io.tenancy.example.saas.console;

import io.tenancy.example.saas.fleet.Rollout;
import io.tenancy.example.saas.fleet.Rollout.Stand;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** How far every schema is. */
@ConsolePage
class MigrationPages {

    private final Rollout rollout;

    MigrationPages(Rollout rollout) {
        this.rollout = rollout;
    }

    @GetMapping("/migrations")
    String migrations(Model model) {
        model.addAttribute("now", now());
        return "migrations";
    }

    @GetMapping("/migrations/data")
    @ResponseBody
    Now now() {
        boolean running = rollout.isRunning();
        List<Stand> stands = rollout.stands();
        long done =
                stands.stream().filter(stand -> stand.state().equals("done")).count();
        return new Now(stands, done, running, rollout.outcome());
    }

    /** This moment. */
    record Now(List<Stand> stands, long done, boolean running, @Nullable String outcome) {}

    @PostMapping("/migrations")
    String start() {
        rollout.start();
        return "redirect:/console/migrations";
    }
}
