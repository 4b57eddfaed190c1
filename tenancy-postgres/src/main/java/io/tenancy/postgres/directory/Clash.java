package io.tenancy.postgres.directory;

import io.tenancy.Placement;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.refusal.DuplicateTenantException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;

/** Turns the violation of a constraint into the refusal that names what is taken, and by whom. */
final class Clash {

    private static final String HOLDER =
            """
            select id from tenancy.tenant
             where server = ? and id <> ? and (placement = 'OWN_DATABASE' or schema = ? or ? = 'OWN_DATABASE')
             order by placement = 'OWN_DATABASE' desc, id
             limit 1""";

    private Clash() {}

    /** Empty if the failure is no clash. */
    static Optional<DuplicateTenantException> find(Connection connection, Tenant tenant, SQLException failure)
            throws SQLException {
        String server = "server '" + tenant.placement().server() + "'";
        return switch (constraint(failure)) {
            case "one_tenant_per_id" -> Optional.of(new DuplicateTenantException(tenant.id(), "its id", tenant.id()));
            case "one_tenant_per_schema" ->
                refusal(connection, tenant, "schema '" + PlacementKind.schema(tenant.placement()) + "' on " + server);
            case "one_tenant_per_own_database" -> refusal(connection, tenant, server);
            default -> Optional.empty();
        };
    }

    private static Optional<DuplicateTenantException> refusal(Connection connection, Tenant tenant, String what)
            throws SQLException {
        Placement wanted = tenant.placement();
        try (PreparedStatement query = connection.prepareStatement(HOLDER)) {
            query.setString(1, wanted.server().value());
            query.setString(2, tenant.id().value());
            query.setString(3, PlacementKind.schema(wanted));
            query.setString(4, PlacementKind.of(wanted).name());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new DuplicateTenantException(tenant.id(), what, TenantId.of(rows.getString("id"))))
                        : Optional.empty();
            }
        }
    }

    private static String constraint(SQLException failure) {
        @Nullable
        String name = failure instanceof PSQLException server && server.getServerErrorMessage() != null
                ? server.getServerErrorMessage().getConstraint()
                : null;
        return name == null ? "" : name;
    }
}
