package io.tenancy.example.saas.console;

import io.tenancy.example.saas.fleet.IsolationMatrix;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Who gets whose rows: nobody, it is hoped, and measured whenever the page is looked at. */
@ConsolePage
class IsolationPages {

    private final IsolationMatrix matrix;

    IsolationPages(IsolationMatrix matrix) {
        this.matrix = matrix;
    }

    @GetMapping("/isolation")
    String isolation(Model model) {
        model.addAttribute("matrix", matrix.measure());
        return "isolation";
    }
}
