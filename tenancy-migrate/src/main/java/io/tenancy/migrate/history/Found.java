package io.tenancy.migrate.history;

import org.jspecify.annotations.Nullable;

/**
 * What the server has of a target. Immutable.
 *
 * @param exists whether there is such a schema
 * @param history all rows of the history as one text; null if there is no history
 */
record Found(boolean exists, @Nullable String history) {

    static final Found NOTHING = new Found(false, null);

    boolean isFresh() {
        return history == null || history.isEmpty();
    }
}
