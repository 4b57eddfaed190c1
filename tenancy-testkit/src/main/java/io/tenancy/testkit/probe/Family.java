package io.tenancy.testkit.probe;

import java.util.Locale;

/** What a probe tries. */
public enum Family {
    READING,
    WRITING,
    COLLECTIONS,
    CACHES,
    SCOPE;

    /** In lower case, for tables. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
