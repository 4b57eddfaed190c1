package io.tenancy.postgres.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantRegistry;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyEvent.TenantChanged;
import io.tenancy.event.TenancyEvent.TenantRegistered;
import io.tenancy.event.TenancyListener;
import io.tenancy.refusal.DirectoryUnavailableException;
import io.tenancy.refusal.StaleTenantException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * Changes the tenants in the control schema, one change after the other, and tells all nodes with the commit. Safe for
 * use by several threads and several nodes.
 *
 * <p>Every method throws a {@link DirectoryUnavailableException} if the database cannot be asked. If the connection was
 * lost, the change may or may not have been made: read the tenant again; to repeat the call is safe, since it then is
 * refused as stale or duplicate.
 */
public final class PostgresTenantRegistry implements TenantRegistry {

    private final ControlAccess access;
    private final TenancyListener listener;

    private PostgresTenantRegistry(DataSource source, TenancyListener listener) {
        this.access = new ControlAccess(source);
        this.listener = TenancyListener.all(List.of(listener));
    }

    /**
     * @param source connections to the control database as the registrar of its {@link ControlRoles}
     * @param listener hears of the changes that are made here, such as {@link CachedTenantDirectory#forgetting()}
     */
    public static PostgresTenantRegistry of(DataSource source, TenancyListener listener) {
        return new PostgresTenantRegistry(source, listener);
    }

    @Override
    public void register(Tenant tenant) {
        StorableText.requireIn(tenant.id(), tenant.attributes());
        TenancyEvent event = access.write(tenant.id(), connection -> {
            new TenantTable(connection).insert(tenant);
            return new TenantRegistered(tenant);
        });
        listener.on(event);
    }

    @Override
    public Tenant changeStatus(Tenant known, TenantStatus next) {
        return change(known, now -> now.status() == next ? now : now.withStatus(next));
    }

    @Override
    public Tenant changePlacement(Tenant known, Placement next) {
        return change(known, now -> now.placement().equals(next) ? now : now.withPlacement(next));
    }

    @Override
    public Tenant changeAttributes(Tenant known, Map<String, String> next) {
        StorableText.requireIn(known.id(), next);
        return change(known, now -> {
            if (!now.attributes().equals(known.attributes())) {
                throw new StaleTenantException(known, now);
            }
            return now.withAttributes(next);
        });
    }

    private Tenant change(Tenant known, UnaryOperator<Tenant> change) {
        TenantChanged changed = access.write(known.id(), connection -> {
            var table = new TenantTable(connection);
            Tenant before = table.requireChangeable(known);
            Tenant after = change.apply(before);
            if (!after.equals(before)) {
                table.update(after);
            }
            return new TenantChanged(before, after);
        });
        if (!changed.after().equals(changed.before())) {
            listener.on(changed);
        }
        return changed.after();
    }
}
