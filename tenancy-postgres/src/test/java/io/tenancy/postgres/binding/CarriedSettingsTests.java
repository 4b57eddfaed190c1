package io.tenancy.postgres.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.postgres.InFleet;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** More settings ride with the binding, and are as short-lived. */
class CarriedSettingsTests extends InFleet {

    private static final String ACTOR = "select coalesce(current_setting('tenancy.actor', true), '')";

    @ParameterizedTest
    @MethodSource("placements")
    void rideOnTheFirstStatementOfEachTransaction(String tenant) throws Exception {
        long plain = trips(tenant, connection -> read(connection));
        long carrying = trips(tenant, connection -> {
            carry(connection, Map.of("tenancy.actor", "ann"));
            assertThat(read(connection)).isEqualTo("ann");
        });
        assertThat(carrying).isEqualTo(plain);
        inTransaction(tenant, connection -> {
            carry(connection, Map.of("tenancy.actor", "ann"));
            connection.commit();
            assertThat(read(connection)).isEqualTo("ann");
            carry(connection, Map.of("tenancy.actor", "bob"));
            assertThat(read(connection)).as("one that has begun is told too").isEqualTo("bob");
        });
        // The pool has one connection, which was theirs.
        inTransaction(tenant, connection -> assertThat(read(connection)).isEmpty());
    }

    @Test
    void mayBeMoreForTheSameStatement() throws Exception {
        inTransaction(placements().findFirst().orElseThrow(), connection -> {
            try (PreparedStatement statement = connection.prepareStatement(ACTOR)) {
                assertThat(read(statement)).isEmpty();
                connection.commit();
                carry(connection, Map.of("tenancy.actor", "ann"));
                assertThat(read(statement)).isEqualTo("ann");
                connection.commit();
                carry(connection, Map.of("tenancy.actor", "ann", "tenancy.reason", "why"));
                assertThat(read(statement)).isEqualTo("ann");
                connection.commit();
                carry(connection, Map.of());
                assertThat(read(statement)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"role", "search_path", "tenancy.tenant_id", "statement_timeout", "a.b', true), x('"})
    void areNotTheBindingsOwn(String name) throws Exception {
        inTransaction(placements().findFirst().orElseThrow(), connection -> assertThatThrownBy(
                        () -> carry(connection, Map.of(name, "x")))
                .isInstanceOf(IllegalArgumentException.class));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void sayWhoActsThroughTheDataSource(String tenant) throws Exception {
        var ann = TenantContext.of(tenant).withActor(Actor.user("ann"));
        try (var scope = ann.enter();
                Connection connection = connections.dataSource().getConnection()) {
            assertThat(read(connection)).isEqualTo("ann");
        }
        try (var scope = TenantContext.of(tenant).enter();
                Connection connection = connections.dataSource().getConnection()) {
            assertThat(read(connection)).isEmpty();
        }
    }

    private static void carry(Connection connection, Map<String, String> settings) throws SQLException {
        connection.unwrap(CarriedSettings.class).carry(settings);
    }

    private static String read(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ACTOR)) {
            return read(statement);
        }
    }

    private static String read(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }
}
