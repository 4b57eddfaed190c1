package io.tenancy.postgres.directory;

import com.github.benmanes.caffeine.cache.Interner;
import io.tenancy.Placement;
import io.tenancy.ServerName;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tenants out of rows. Of equal servers, placements and attributes one is kept for all tenants, since a cache holds very
 * many. Safe for use by several threads.
 */
final class TenantRows {

    static final String SELECT =
            """
            select t.id, t.status, t.placement, t.server, t.schema, t.epoch,
                   array(select array[a.key, a.value] from jsonb_each_text(t.attributes) a) as attributes
              from tenancy.tenant t
            """;

    private final Interner<ServerName> servers = Interner.newWeakInterner();
    private final Interner<Placement> placements = Interner.newWeakInterner();
    private final Interner<Map<String, String>> attributes = Interner.newWeakInterner();

    List<Tenant> read(PreparedStatement query) throws SQLException {
        try (ResultSet rows = query.executeQuery()) {
            var tenants = new ArrayList<Tenant>();
            while (rows.next()) {
                tenants.add(tenant(rows));
            }
            return tenants;
        }
    }

    private Tenant tenant(ResultSet row) throws SQLException {
        ServerName server = servers.intern(ServerName.of(row.getString("server")));
        Placement placement = PlacementKind.valueOf(row.getString("placement")).on(server, row.getString("schema"));
        return new Tenant(
                TenantId.of(row.getString("id")),
                TenantStatus.valueOf(row.getString("status")),
                placement instanceof Placement.OwnSchema ? placement : placements.intern(placement),
                row.getLong("epoch"),
                attributes.intern(attributes(row.getArray("attributes"))));
    }

    private static Map<String, String> attributes(Array pairs) throws SQLException {
        var found = new HashMap<String, String>();
        for (Object pair : (Object[]) pairs.getArray()) {
            String[] entry = (String[]) pair;
            found.put(entry[0], entry[1]);
        }
        return Map.copyOf(found);
    }
}
