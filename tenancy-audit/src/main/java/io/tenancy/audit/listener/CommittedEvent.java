package io.tenancy.audit.listener;

import io.tenancy.TenantId;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Origin;
import java.util.UUID;

/**
 * An event that is in the log for good.
 *
 * @param id what the log knows it by
 */
public record CommittedEvent(UUID id, TenantId tenant, Origin origin, Change change) {}
