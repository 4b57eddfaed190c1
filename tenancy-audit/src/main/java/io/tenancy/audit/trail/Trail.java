package io.tenancy.audit.trail;

import io.tenancy.Actor;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.log.Origin;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyEvent;
import io.tenancy.event.TenancyListener;
import io.tenancy.hibernate.routing.TenantRouting;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.TenancyException;
import io.tenancy.refusal.UnknownTenantException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.jspecify.annotations.Nullable;

/**
 * The trail of what happens to tenants besides changes of rows: refused access, operators, their life. Each is an event of the
 * tenant's log, in a short transaction of its own, so that a refusal stays though the work it stopped is rolled back.
 *
 * <p>As a listener it never breaks what it hears of: an event that cannot be written is a warning in the log of the
 * application. Safe for use by several threads.
 */
public final class Trail implements TenancyListener, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Trail.class.getName());

    private final TenantDirectory directory;
    private final Pen pen;
    private final Actor actor;
    private final Refusals refusals;
    private final @Nullable TenantConnections heard;

    private Trail(TenantDirectory directory, Pen pen, Actor actor, @Nullable TenantConnections heard) {
        this.directory = directory;
        this.pen = pen;
        this.actor = actor;
        this.refusals = new Refusals(this::tryWrite);
        this.heard = heard;
    }

    /**
     * In a service: from now on hears what the sessions and connections of a factory announce, until it is closed, and writes
     * as the application does. Close it before the factory.
     *
     * @throws IllegalStateException if the factory is not built with the settings of Tenancy
     */
    public static Trail of(SessionFactory factory) {
        TenantConnections connections = TenantRouting.find(factory.unwrap(SessionFactoryImplementor.class))
                .orElseThrow(() -> new IllegalStateException("This factory has no tenants."))
                .connections();
        var trail = new Trail(
                connections.directory(), Pen.ofApplication(connections), Actor.service("unknown"), connections);
        connections.addListener(trail);
        return trail;
    }

    /**
     * Where tenants are made, suspended and dropped: for the listener of a registry. Writes as the owner, whatever the status
     * of the tenant.
     *
     * @param actor who acts where no actor is bound to the thread
     */
    public static Trail of(TenantDirectory directory, Function<Tenant, LogPlace> places, Actor actor) {
        return new Trail(directory, Pen.ofOwner(directory, places), actor, null);
    }

    /**
     * Puts something of the application's own on the trail, such as an export.
     *
     * @param context of which tenant; who acts and why
     * @param facts plain values; no secrets
     * @throws IllegalArgumentException if the context has no actor
     */
    public void record(TenantContext context, String happening, Map<String, ? extends @Nullable Object> facts)
            throws SQLException {
        var all = new LinkedHashMap<String, @Nullable Object>(facts);
        all.put("happening", happening);
        write(context, Kind.NOTED, all);
    }

    void write(TenantContext context, Kind kind, Map<String, @Nullable Object> after) throws SQLException {
        Actor who = context.actor();
        if (who == null) {
            throw new IllegalArgumentException(
                    "Event " + kind + " of tenant '" + context.tenant() + "' refused: expected an actor, found none.");
        }
        Change change = TenantEvents.change(kind, context.tenant(), null, after);
        pen.write(context.tenant(), new Origin(who, context.correlationId(), 1), change);
    }

    @Override
    public void on(TenancyEvent event) {
        if (event instanceof TenancyEvent.AccessRefused refused) {
            refused(refused.refusal());
        } else if (event instanceof TenancyEvent.OperatorEntered entered) {
            TenantEvents.sharingRows(
                    directory,
                    entered.server(),
                    tenant -> tryWrite(
                            tenant,
                            new Origin(entered.actor(), null, 1),
                            TenantEvents.entered(tenant, entered.server())));
        } else if (event instanceof TenancyEvent.TenantRegistered registered) {
            TenantId tenant = registered.tenant().id();
            tryWrite(tenant, origin(), TenantEvents.registered(registered.tenant()));
        } else if (event instanceof TenancyEvent.TenantChanged changed) {
            tryWrite(changed.after().id(), origin(), TenantEvents.changed(changed.before(), changed.after()));
        }
    }

    /** Whoever was refused may hold a connection, and there may be none left to wait for: another thread writes. */
    private void refused(TenancyException refusal) {
        if (refusal instanceof UnknownTenantException) {
            // It has no log; to try would be refused in turn, with one more event for each name that somebody makes up.
            return;
        }
        TenantContext.find()
                .map(TenantContext::tenant)
                .or(refusal::findTenant)
                .ifPresent(tenant -> refusals.take(tenant, origin(), TenantEvents.refused(tenant, refusal)));
    }

    private Origin origin() {
        var bound = TenantContext.find();
        return new Origin(
                bound.map(TenantContext::actor).orElse(actor),
                bound.map(TenantContext::correlationId).orElse(null),
                1);
    }

    private void tryWrite(TenantId tenant, Origin origin, Change change) {
        try {
            pen.write(tenant, origin, change);
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "Event " + change.kind() + " of tenant '" + tenant + "' is not on its audit trail.",
                    e);
        }
    }

    /** Waits until the refusals so far are written; hears no more. */
    @Override
    public void close() {
        if (heard != null) {
            heard.removeListener(this);
        }
        refusals.close();
    }
}
