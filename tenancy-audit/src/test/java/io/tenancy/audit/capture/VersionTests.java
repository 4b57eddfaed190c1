package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Client;
import io.tenancy.audit.office.Office;
import jakarta.persistence.LockModeType;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A version that a lock raises is a change, though Hibernate tells nobody. */
class VersionTests {

    private static final String TENANT = "rows-a";

    private final Office office = Office.shared();
    private final long id = Office.id();

    @ParameterizedTest
    @EnumSource(
            value = LockModeType.class,
            names = {"OPTIMISTIC_FORCE_INCREMENT", "PESSIMISTIC_FORCE_INCREMENT"})
    void recordsAForcedIncrement(LockModeType lock) {
        office.as(TENANT, session -> session.persist(new Client(id, "Rita")));
        office.as(TENANT, session -> session.find(Client.class, id, lock));
        AuditEvent found = office.last(TENANT, Client.class, id);
        assertThat(found.kind()).isEqualTo(Kind.UPDATE);
        assertThat(found.after()).isEqualTo(Map.of("version", 1L));

        office.as(TENANT, session -> session.lock(session.find(Client.class, id), lock));
        assertThat(office.last(TENANT, Client.class, id).after()).isEqualTo(Map.of("version", 2L));

        office.as(TENANT, session -> session.createSelectionQuery("from Client where id = " + id, Client.class)
                .setLockMode(lock)
                .getSingleResult());
        assertThat(office.last(TENANT, Client.class, id).after()).isEqualTo(Map.of("version", 3L));
    }

    @ParameterizedTest
    @EnumSource(
            value = LockModeType.class,
            names = {"OPTIMISTIC", "PESSIMISTIC_READ", "PESSIMISTIC_WRITE"})
    void recordsNothingOfOtherLocks(LockModeType lock) {
        office.as(TENANT, session -> session.persist(new Client(id, "Rita")));
        office.as(TENANT, session -> session.find(Client.class, id, lock));
        assertThat(office.history(TENANT, Client.class, id)).hasSize(1);
    }
}
