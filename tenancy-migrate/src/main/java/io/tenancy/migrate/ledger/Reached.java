package io.tenancy.migrate.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The version that a target has after an attempt. Immutable.
 *
 * @param version null if it has none
 */
public record Reached(@Nullable String version) {}
