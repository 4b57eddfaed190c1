package io.tenancy.audit.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.Actor;
import io.tenancy.TenantId;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.trail.Inspection;
import io.tenancy.audit.trail.Trail;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.housing.Housing;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever reads the trail, and whoever is asked for, gives nothing of another tenant. */
class EveryReadingTests {

    private static final Set<String> HOW = Set.of("pagesOf", "before");

    private final Office office = Office.shared();
    private final long id = Office.id();
    private final String mark = "mark-" + id;
    private final Map<String, Function<History, Object>> readings = readings();

    private Map<String, Function<History, Object>> readings() {
        var all = new LinkedHashMap<String, Function<History, Object>>();
        all.put("of", history -> history.of(Letter.class, id).events());
        all.put("ofActor", history -> history.ofActor(mark).events());
        all.put("ofCorrelation", history -> history.ofCorrelation(mark).events());
        all.put("ofTenant", history -> history.ofTenant().events().stream()
                .filter(event -> event.actor().name().equals(mark))
                .toList());
        all.put("stateOf", history -> history.stateOf(Letter.class, id, later()).values());
        all.put("differenceOf", history -> history.differenceOf(Letter.class, id, Instant.EPOCH, later())
                .changes());
        return all;
    }

    private static Instant later() {
        return Instant.now().plusSeconds(60);
    }

    @Test
    void isTriedHere() {
        assertThat(Stream.of(History.class.getDeclaredMethods())
                        .filter(method ->
                                Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                        .map(Method::getName)
                        .filter(name -> !HOW.contains(name))
                        .collect(Collectors.toSet()))
                .as("a new call that reads needs a line in this test")
                .isEqualTo(readings.keySet());
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void givesNothingOfAnotherTenant(String tenant) throws SQLException {
        var context = TenantContext.of(tenant).withActor(Actor.user(mark)).withCorrelationId(mark);
        context.run(() -> office.housing.tenancy.inTransaction(session -> session.persist(new Letter(id, "hello"))));
        String other = Housing.other(tenant);
        try (Trail trail = Trail.of(office.housing.tenancy.sessionFactory())) {
            trail.record(context, "exported", Map.of("rows", 3));
            var inspection = Inspection.of(
                    office.housing.tenancy.sessionFactory(),
                    trail,
                    Actor.user("olga").withReason("ticket 7"));
            for (var reading : readings.entrySet()) {
                assertThat(nothing(read(tenant, reading.getValue())))
                        .as(reading.getKey())
                        .isFalse();
                assertThat(nothing(read(other, reading.getValue())))
                        .as(reading.getKey())
                        .isTrue();
                assertThat(nothing(inspection.read(TenantId.of(tenant), reading.getValue())))
                        .as(reading.getKey())
                        .isFalse();
                assertThat(nothing(inspection.read(TenantId.of(other), reading.getValue())))
                        .as(reading.getKey())
                        .isTrue();
            }
        }
    }

    private static boolean nothing(Object read) {
        return read instanceof Map<?, ?> map ? map.isEmpty() : ((java.util.Collection<?>) read).isEmpty();
    }

    private Object read(String tenant, Function<History, Object> reading) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return office.housing.tenancy.fromTransaction(session -> reading.apply(History.in(session)));
        }
    }
}
