package io.tenancy.audit.trail;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.EventInsert;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.audit.log.Origin;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.postgres.TenantConnections;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Writes one event into the log of a tenant, as a transaction of its own. */
interface Pen {

    void write(TenantId tenant, Origin origin, Change change) throws SQLException;

    /** As the application, in the scope of the tenant; so only for tenants that something may run for. */
    static Pen ofApplication(TenantConnections connections) {
        return (tenant, origin, change) -> {
            try (var scope = TenantContext.of(tenant).withActor(origin.actor()).enter();
                    Connection connection = connections.openCurrent()) {
                EventInsert.run(connection, origin, List.of(change), UUID::randomUUID);
            }
        };
    }

    /** As the owner, past admission. */
    static Pen ofOwner(TenantDirectory directory, Function<Tenant, LogPlace> places) {
        return (tenant, origin, change) -> {
            LogPlace place = places.apply(directory.require(tenant));
            place.inTransaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
                EventInsert.run(connection, place, tenant, origin, change, UUID.randomUUID());
                return change;
            });
        };
    }
}
