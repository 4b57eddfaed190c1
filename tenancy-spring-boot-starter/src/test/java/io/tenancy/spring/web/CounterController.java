package io.tenancy.spring.web;

import io.tenancy.context.TenantContext;
import io.tenancy.refusal.CrossTenantWriteException;
import java.util.concurrent.Callable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.Customers;

@RestController
class CounterController {

    private final Customers customers;

    CounterController(Customers customers) {
        this.customers = customers;
    }

    @GetMapping({"/customers", "/t/{any}/customers"})
    String names() {
        return customers.findAll().get(0).getName();
    }

    @GetMapping("/later")
    Callable<String> later() {
        return this::names;
    }

    @GetMapping("/context")
    String context() {
        TenantContext context = TenantContext.require("Telling the context");
        return context.tenant() + " " + context.actor() + " " + context.correlationId();
    }

    @GetMapping("/thread")
    String thread() {
        return Thread.currentThread().getClass().getSimpleName();
    }

    @GetMapping("/free")
    String free() {
        return "for everybody " + TenantContext.find().isPresent();
    }

    @GetMapping("/free/careless")
    String careless() {
        return names();
    }

    @GetMapping("/crossing")
    String crossing() {
        throw new IllegalStateException(
                new CrossTenantWriteException("Insert", "Secret", 1, "other", io.tenancy.TenantId.of("rows-a")));
    }
}
