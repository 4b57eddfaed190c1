package io.tenancy.testkit.probe;

import java.util.Locale;

/** What a probe that got through did. */
public enum Effect {
    READ,
    WRITE;

    /** In lower case, for tables. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
