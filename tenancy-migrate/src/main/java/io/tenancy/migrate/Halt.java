package io.tenancy.migrate;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Whether and why no further target gets a turn. Safe for use by several threads. */
final class Halt {

    private final AtomicReference<@Nullable String> reason = new AtomicReference<>();

    /** The first reason stays. */
    void because(String why) {
        reason.compareAndSet(null, why);
    }

    boolean isOn() {
        return reason.get() != null;
    }

    Optional<String> findReason() {
        return Optional.ofNullable(reason.get());
    }
}
