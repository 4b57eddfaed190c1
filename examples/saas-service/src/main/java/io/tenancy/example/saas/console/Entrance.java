package io.tenancy.example.saas.console;

import io.tenancy.example.saas.SaasProperties;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The way in. */
@Controller
class Entrance {

    private final SaasProperties properties;

    Entrance(SaasProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/")
    String root() {
        return "redirect:/console";
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("operatorName", properties.operator().name());
        return "login";
    }
}
