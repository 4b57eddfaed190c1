package io.tenancy.example.saas.console;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Who looks at the console, for the head of each page. */
@ControllerAdvice(annotations = ConsolePage.class)
class Operator {

    @ModelAttribute("operatorName")
    @Nullable
    String name(@Nullable Principal principal) {
        return principal == null ? null : principal.getName();
    }
}
