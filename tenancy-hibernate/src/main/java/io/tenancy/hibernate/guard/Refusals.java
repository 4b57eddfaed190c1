package io.tenancy.hibernate.guard;

import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.TenancyException;

/** Tells the listener of each refusal before the caller gets it. */
record Refusals(TenancyListener listener) {

    TenancyException announced(TenancyException refusal) {
        listener.on(new AccessRefused(refusal));
        return refusal;
    }

    void announcing(Runnable check) {
        try {
            check.run();
        } catch (TenancyException refusal) {
            throw announced(refusal);
        }
    }
}
