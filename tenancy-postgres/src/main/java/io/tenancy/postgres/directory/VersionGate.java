package io.tenancy.postgres.directory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import io.tenancy.SchemaName;
import io.tenancy.SchemaVersionRange;
import io.tenancy.ServerName;
import io.tenancy.TenantId;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.SchemaVersionException;
import javax.sql.DataSource;

/**
 * Lets in the tenants whose schema has a version that the service can serve, as the ledger of migrations has it. What is
 * not known is refused. The answers are remembered, and expire, which is the guarantee; a {@link DirectoryListener} has a
 * migration seen sooner. Safe for use by several threads.
 */
public final class VersionGate {

    private record Target(ServerName server, SchemaName schema) {}

    private final SchemaVersionRange served;
    private final ControlAccess access;
    private final Cache<Target, LedgerVersion> versions;
    private final ChangeStamps stamps = new ChangeStamps();

    private VersionGate(SchemaVersionRange served, DataSource source, CacheBounds bounds, Ticker ticker) {
        this.served = served;
        this.access = new ControlAccess(source);
        this.versions = Caffeine.newBuilder()
                .expireAfter(Expiry.<Target, LedgerVersion>writing(
                        (target, version) -> version.isWithin(served) ? bounds.expiry() : bounds.unknownExpiry()))
                .maximumSize(bounds.entries())
                .ticker(ticker)
                .build();
    }

    /**
     * Within the {@link CacheBounds#standard() standard bounds}.
     *
     * @param source connections to the control database that belong to no tenant; the reader of its {@link ControlRoles}
     *     will do
     */
    public static VersionGate serving(SchemaVersionRange served, DataSource source) {
        return serving(served, source, CacheBounds.standard());
    }

    /** @param bounds of which refusals take the expiry of the unknown, so that a tenant is not locked out for long */
    public static VersionGate serving(SchemaVersionRange served, DataSource source, CacheBounds bounds) {
        return serving(served, source, bounds, Ticker.systemTicker());
    }

    static VersionGate serving(SchemaVersionRange served, DataSource source, CacheBounds bounds, Ticker ticker) {
        return new VersionGate(served, source, bounds, ticker);
    }

    /** What the service can serve. */
    public SchemaVersionRange served() {
        return served;
    }

    /**
     * @param schema where the tenant's tables are
     * @throws SchemaVersionException if its version cannot be served, or is not known
     * @throws DirectoryUnavailableException if nothing is remembered and the control database cannot be asked
     */
    public void require(TenantId tenant, ServerName server, SchemaName schema) {
        LedgerVersion version = version(tenant, new Target(server, schema));
        if (!version.isWithin(served)) {
            throw new SchemaVersionException(tenant, server, schema, served, version.found(), version.goal());
        }
    }

    /** Has the schema's version read again when it is next wanted. */
    public void forget(ServerName server, SchemaName schema) {
        forget(new Target(server, schema));
    }

    /** Has every version read again when it is next wanted. */
    public void forgetAll() {
        stamps.allChanged();
        versions.invalidateAll();
    }

    private void forget(Target target) {
        stamps.changed(target);
        versions.invalidate(target);
    }

    private LedgerVersion version(TenantId tenant, Target target) {
        LedgerVersion remembered = versions.getIfPresent(target);
        if (remembered != null) {
            return remembered;
        }
        long stamp = stamps.of(target);
        LedgerVersion read =
                access.read(tenant, connection -> LedgerVersion.read(connection, target.server(), target.schema()));
        versions.put(target, read);
        if (stamps.of(target) != stamp) {
            // Changed while it was read.
            versions.invalidate(target);
        }
        return read;
    }
}
