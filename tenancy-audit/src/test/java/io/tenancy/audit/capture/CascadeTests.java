package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Binder;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Volume;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deletes that foreign keys take on to recorded rows. */
class CascadeTests {

    private final Office office = Office.shared();

    static List<String> placements() {
        return Housing.placements().toList();
    }

    @ParameterizedTest
    @MethodSource("placements")
    void refusesWhatTheDatabaseAloneDeletes(String tenant) {
        long id = Office.id();
        office.as(tenant, session -> {
            var binder = new Binder(id);
            session.persist(binder);
            session.persist(new Binder.Sheet(id, binder));
        });
        assertThatThrownBy(() -> office.as(tenant, session -> session.remove(session.find(Binder.class, id))))
                .isInstanceOf(UnrecordedWriteException.class)
                .hasMessageContaining("sheet");
        assertThat(office.housing.numberIn(tenant, "select count(*) from sheet where id = " + id))
                .isOne();
        assertThat(office.history(tenant, Binder.class, id))
                .extracting(AuditEvent::kind)
                .containsExactly(Kind.INSERT);
    }

    @ParameterizedTest
    @MethodSource("placements")
    void letsGoWhatTakesNothingAlong(String tenant) {
        long id = Office.id();
        office.as(tenant, session -> {
            var binder = new Binder(id);
            session.persist(binder);
            session.persist(new Binder.Sheet(id, binder));
        });
        office.as(tenant, session -> {
            session.remove(session.find(Binder.Sheet.class, id));
            session.remove(session.find(Binder.class, id));
        });
        for (Class<?> entity : List.of(Binder.class, Binder.Sheet.class)) {
            assertThat(office.history(tenant, entity, id))
                    .extracting(AuditEvent::kind)
                    .containsExactly(Kind.DELETE, Kind.INSERT);
        }
    }

    @ParameterizedTest
    @MethodSource("placements")
    void recordsWhatHibernateDeletesFirst(String tenant) {
        long id = Office.id();
        office.as(tenant, session -> session.persist(new Volume(id, id)));
        office.as(tenant, session -> session.remove(session.find(Volume.class, id)));
        assertThat(office.history(tenant, Volume.Page.class, id))
                .extracting(AuditEvent::kind)
                .containsExactly(Kind.DELETE, Kind.INSERT);
        assertThat(office.housing.numberIn(tenant, "select count(*) from page where id = " + id))
                .isZero();
    }

    @Test
    void refusesWithoutStateToo() {
        long id = Office.id();
        office.as(Housing.ROWS, session -> session.persist(new Volume(id, id)));
        // A session without state cascades to nothing that it does not hold.
        assertThatThrownBy(() -> office.statelessAs(Housing.ROWS, session -> {
                    var volume = session.get(Volume.class, id);
                    session.delete(volume);
                }))
                .isInstanceOf(UnrecordedWriteException.class);
    }
}
