package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.Actor;
import io.tenancy.audit.delivery.Delivered;
import io.tenancy.audit.delivery.Delivery;
import io.tenancy.audit.log.LogDatabase;
import io.tenancy.audit.log.LogPlace;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.testkit.postgres.Login;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** In each placement: a role that may seal and deliver and nothing else, and an application that may do neither. */
class PlacementTests {

    private static final String TENANT = "acme";

    static Stream<Supplier<LogDatabase>> placements() {
        return Stream.of(LogDatabase::ofRows, () -> LogDatabase.ofSchema(TENANT), () -> LogDatabase.ofDatabase(TENANT));
    }

    @ParameterizedTest
    @MethodSource("placements")
    void sealsAndDeliversWithLeastRights(Supplier<LogDatabase> placement) throws SQLException {
        try (LogDatabase log = placement.get()) {
            Login clerk = new Login("clerk_" + log.database.name(), "secret");
            // Granted to the owner, it goes with the database.
            log.database.executeAsSuperuser(
                    "create role %1$s login password 'secret'; grant %1$s to %2$s; grant connect on database %3$s to %1$s"
                            .formatted(clerk.user(), log.roles.owner(), log.database.name()));
            log.execute("select tenancy_audit_sealer('%1$s'), tenancy_audit_deliverer('%1$s')".formatted(clerk.user()));
            works(log, log.placeAs(clerk));
            refusesTheApplication(log);
            assertThat(examine(log).gaps()).isEmpty();
        }
    }

    private static void works(LogDatabase log, LogPlace place) throws SQLException {
        log.write(TENANT, 5);
        Sealer sealer = Sealer.of(place);
        Waiting.seal(sealer, 5);
        assertThat(Verifier.of(place).verify(TENANT, sealer.heads().get(0)).events())
                .isEqualTo(5);
        var got = new ArrayList<Delivered>();
        Delivery delivery = Delivery.of(place, "list", (events, repeated) -> got.addAll(events));
        for (int i = 0; i < 1_000 && got.size() < 5; i++) {
            delivery.run();
        }
        assertThat(got).extracting(Delivered::tenant).isEqualTo(List.of(TENANT, TENANT, TENANT, TENANT, TENANT));
        assertThatThrownBy(() -> Erasure.in(place).erase(TENANT, Subject.actor("ann"), Actor.user("eve")))
                .isInstanceOf(SQLException.class);
        assertThat(Erasure.in(log.place()).erase(TENANT, Subject.actor("ann"), Actor.user("eve")))
                .isEqualTo(5);
        assertThat(Verifier.of(place).verify(TENANT).erased()).isEqualTo(5);
    }

    private static void refusesTheApplication(LogDatabase log) {
        for (String table : List.of("audit_seal", "audit_delivery")) {
            assertThatThrownBy(() -> {
                        try (Connection app = log.bound(TENANT)) {
                            app.createStatement().execute("select from " + table);
                        }
                    })
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    private static Diagnosis examine(LogDatabase log) throws SQLException {
        try (Connection superuser = log.database.connectAsSuperuser()) {
            return Doctor.of(log.roles).examine(superuser, log.patient());
        }
    }
}
