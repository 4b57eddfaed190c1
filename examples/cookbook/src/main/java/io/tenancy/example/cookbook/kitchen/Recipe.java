package io.tenancy.example.cookbook.kitchen;

/** What the {@code main} of each recipe runs, and its test. */
@FunctionalInterface
public interface Recipe {

    void cook(Kitchen kitchen) throws Exception;
}
