package io.tenancy.testkit.probe.model;

import io.tenancy.TenantId;

/**
 * A row of a tenant that was there before any probe.
 *
 * @param idOfBoth whether the other tenant has a row with the same id
 */
public record Row(TenantId tenant, Object id, Key key, boolean idOfBoth) {}
