package io.tenancy.audit.history;

import java.time.Instant;

/** Where an event stands in the log of its tenant. */
public record Position(Instant at, long seq) {}
