package io.tenancy.hibernate.transaction;

import io.tenancy.TenantId;
import io.tenancy.refusal.TenancyException;
import org.jspecify.annotations.Nullable;

/** A session of a unit of work, or an entity that loads through it, was used on another thread than the one that runs it. */
public final class ForeignThreadException extends TenancyException {

    private final String expected;
    private final String found;

    ForeignThreadException(@Nullable TenantId tenant, Thread expected, Thread found) {
        super(
                tenant,
                "Statement" + Units.of(tenant) + " refused: its session belongs to thread '" + expected.getName()
                        + "', found it used by thread '" + found.getName() + "'. Fetch what is needed before it is"
                        + " handed over, and hand over values, not sessions or entities that still load.",
                null);
        this.expected = expected.getName();
        this.found = found.getName();
    }

    /** The name of the thread that runs the unit of work. */
    public String expected() {
        return expected;
    }

    /** The name of the thread that was refused. */
    public String found() {
        return found;
    }
}
