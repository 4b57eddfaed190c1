package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Memo;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.SoftDelete;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.query.assignment.Assignment;
import org.hibernate.query.restriction.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the library itself writes by statements is recorded, or refused as anybody's. */
class LibraryTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsUpsertsOfARepository(String tenant) {
        office.as(tenant, session -> Repository.of(Letter.class, session).upsert(new Letter(id, "hello")));
        assertThat(office.last(tenant, Letter.class, id).kind()).isEqualTo(Kind.UPSERT);
        assertThat(office.last(tenant, Letter.class, id).after()).containsEntry("subject", "hello");
        assertThat(office.history(Housing.other(tenant), Letter.class, id)).isEmpty();
    }

    /** So many that they go as arrays, or by COPY where no row-level security stands. */
    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsBulkWrites(String tenant) {
        List<Letter> letters = Stream.generate(() -> new Letter(Office.id(), "hello"))
                .limit(1_000)
                .toList();
        office.statelessAs(tenant, session -> Bulk.of(Letter.class, session).insert(letters));
        assertRecorded(tenant, letters, Kind.INSERT);
        letters.forEach(letter -> letter.subject = "good-bye");
        office.statelessAs(tenant, session -> Bulk.of(Letter.class, session).update(letters));
        assertRecorded(tenant, letters, Kind.UPDATE);
        office.as(tenant, session -> Bulk.of(Letter.class, session).upsert(letters));
        assertRecorded(tenant, letters, Kind.UPSERT);
        office.statelessAs(tenant, session -> Bulk.of(Letter.class, session).delete(letters));
        assertRecorded(tenant, letters, Kind.DELETE);
        assertThat(office.history(Housing.other(tenant), Letter.class, letters.get(0).id))
                .isEmpty();
    }

    private void assertRecorded(String tenant, List<Letter> letters, Kind kind) {
        String ids = letters.stream().map(letter -> "'" + letter.id + "'").collect(Collectors.joining(","));
        assertThat(office.housing.numberIn(
                        tenant,
                        "select count(distinct entity_id) from audit_event where tenant_id = '%s' and kind = '%s' and entity_id in (%s)"
                                .formatted(tenant, kind, ids)))
                .as("rows of kind " + kind)
                .isEqualTo(letters.size());
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesPartialUpdatesOfARepository(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        refused(tenant, session -> Repository.<Letter, Long>of(Letter.class, session)
                .update(id, Assignment.set(Path.from(Letter.class).to("subject", String.class), "raw")));
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesSoftDeletes(String tenant) {
        office.as(tenant, session -> session.persist(new Memo(id, "hello")));
        refused(tenant, session -> session.remove(session.find(Memo.class, id)));
        refused(tenant, session -> SoftDelete.in(session).deleteAll(Memo.class, List.of(id)));
        assertThat(office.history(tenant, Memo.class, id)).hasSize(1);
        office.as(tenant, session -> assertThat(session.find(Memo.class, id)).isNotNull());
    }

    private void refused(String tenant, Consumer<Session> work) {
        assertThatThrownBy(() -> office.as(tenant, work)).isInstanceOf(UnrecordedWriteException.class);
    }
}
