package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tenancy.postgres.Fleet;
import io.tenancy.postgres.InFleet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/**
 * The same text for schemas whose columns differ in type, on one connection. Before version 18 PostgreSQL does not tell
 * the driver that the path changed, and prepared statements fail with "cached plan must not change result type".
 */
class AlternationTests extends InFleet {

    @Test
    void tenThousandAlternationsOverSchemasWithDifferentTypes() throws Exception {
        fleet.main.execute(
                fleet.main.owner(),
                "alter table " + Fleet.schemaOf(Fleet.OTHER_SCHEMA) + ".item alter column amount type text");
        Set<Integer> backends = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String tenant = i % 2 == 0 ? Fleet.SCHEMA : Fleet.OTHER_SCHEMA;
            assertThatCode(() -> inTransaction(tenant, connection -> {
                        readsItsOwn(connection, tenant);
                        backends.add(connection.unwrap(PGConnection.class).getBackendPID());
                    }))
                    .doesNotThrowAnyException();
        }
        assertThat(backends).hasSize(1);
    }

    private static void readsItsOwn(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select tenant_id, amount from item where id = ?")) {
            query.setLong(1, 2);
            try (ResultSet row = query.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo(tenant);
                assertThat(row.getMetaData().getColumnTypeName(2))
                        .isEqualTo(tenant.equals(Fleet.SCHEMA) ? "int4" : "text");
            }
        }
    }
}
