package io.tenancy.postgres.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.refusal.DuplicateTenantException;
import io.tenancy.refusal.StaleTenantException;
import io.tenancy.refusal.TenantErasedException;
import io.tenancy.refusal.UnknownTenantException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Map;

/** The table of tenants within one transaction of the registry. Triggers raise the epoch and announce the change. */
final class TenantTable {

    private static final String LOCK_ONE = TenantRows.SELECT + " where t.id = ? for update";

    private static final String INSERT =
            """
            insert into tenancy.tenant (status, placement, server, schema, attributes, id, epoch)
            values (?, ?, ?, ?, jsonb_object(?, ?), ?, ?)""";

    private static final String UPDATE =
            """
            update tenancy.tenant
               set status = ?, placement = ?, server = ?, schema = ?, attributes = jsonb_object(?, ?)
             where id = ?""";

    private final Connection connection;

    TenantTable(Connection connection) {
        this.connection = connection;
    }

    Tenant requireChangeable(Tenant known) throws SQLException {
        Tenant now;
        try (PreparedStatement query = connection.prepareStatement(LOCK_ONE)) {
            query.setString(1, known.id().value());
            now = new TenantRows()
                    .read(query).stream().findFirst().orElseThrow(() -> new UnknownTenantException(known.id()));
        }
        if (now.status() == TenantStatus.ERASED) {
            throw new TenantErasedException(now.id());
        }
        if (now.epoch() != known.epoch()) {
            throw new StaleTenantException(known, now);
        }
        return now;
    }

    /** @throws DuplicateTenantException if its id or its place is taken */
    void insert(Tenant tenant) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            bind(insert, tenant);
            insert.setLong(8, tenant.epoch());
            claim(insert, tenant);
        }
    }

    /** @throws DuplicateTenantException if its place is taken */
    void update(Tenant tenant) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(UPDATE)) {
            bind(update, tenant);
            claim(update, tenant);
        }
    }

    private void bind(PreparedStatement statement, Tenant tenant) throws SQLException {
        Placement placement = tenant.placement();
        var keys = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (Map.Entry<String, String> attribute : tenant.attributes().entrySet()) {
            keys.add(attribute.getKey());
            values.add(attribute.getValue());
        }
        statement.setString(1, tenant.status().name());
        statement.setString(2, PlacementKind.of(placement).name());
        statement.setString(3, placement.server().value());
        statement.setString(4, PlacementKind.schema(placement));
        statement.setArray(5, connection.createArrayOf("text", keys.toArray()));
        statement.setArray(6, connection.createArrayOf("text", values.toArray()));
        statement.setString(7, tenant.id().value());
    }

    /** The constraints decide, so that they hold against everybody; asking first would hold against this class only. */
    private void claim(PreparedStatement statement, Tenant tenant) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try {
            statement.executeUpdate();
        } catch (SQLException e) {
            connection.rollback(before);
            throw Clash.find(connection, tenant, e).orElseThrow(() -> e);
        }
    }
}
