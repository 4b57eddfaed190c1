package io.tenancy.hibernate.bulk;

import org.jspecify.annotations.Nullable;

/** A row as the caller gave it. */
final class Given {

    private final Object row;
    private final Object id;
    private final @Nullable Object[] state;
    private final @Nullable Object expected;

    /**
     * @param state the values of its attributes, as they are to be written; generators and listeners change it
     * @param expected the version that the row has to have in the database; null if nothing is expected
     */
    Given(Object row, Object id, @Nullable Object[] state, @Nullable Object expected) {
        this.row = row;
        this.id = id;
        this.state = state;
        this.expected = expected;
    }

    Object row() {
        return row;
    }

    Object id() {
        return id;
    }

    @Nullable
    Object[] state() {
        return state;
    }

    @Nullable
    Object expected() {
        return expected;
    }
}
