package io.tenancy.testkit.probe;

import io.tenancy.TenantId;

/**
 * What one probe found.
 *
 * @param subject the entity, collection or reference, such as {@code Book} or {@code Book.author}
 * @param own the tenant in whose scope the probe was made
 * @param foreign the tenant whose rows it reached for
 */
public record ProbeResult(
        Family family, String probe, String subject, TenantId own, TenantId foreign, Outcome outcome) {

    @Override
    public String toString() {
        return probe + " · " + subject + " · " + own + " → " + foreign + " · " + outcome.describe();
    }
}
