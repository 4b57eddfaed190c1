package io.tenancy.migrate.target;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;

/** A tenant whose status lets nobody migrate it now. Immutable. */
public record SkippedTenant(TenantId tenant, TenantStatus status) {}
