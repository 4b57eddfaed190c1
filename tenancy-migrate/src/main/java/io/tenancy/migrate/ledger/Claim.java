package io.tenancy.migrate.ledger;

/**
 * The right of a run to work on a target, until its lease has passed. Immutable.
 *
 * @param attempt rises with every claim, so that a run that lost its claim cannot report in the name of the next
 */
public record Claim(String server, String schema, int attempt) {}
