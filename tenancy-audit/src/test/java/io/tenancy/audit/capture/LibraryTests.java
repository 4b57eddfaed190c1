package io.tenancy.audit.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Memo;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Retention;
import io.tenancy.hibernate.softdelete.SoftDelete;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.query.assignment.Assignment;
import org.hibernate.query.restriction.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the library itself writes by statements is recorded. */
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
    void recordsPartialUpdatesOfARepository(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        office.as(tenant, session -> Repository.<Letter, Long>of(Letter.class, session)
                .update(id, Assignment.set(Path.from(Letter.class).to("subject", String.class), "good-bye")));
        AuditEvent event = office.last(tenant, Letter.class, id);
        assertThat(event.kind()).isEqualTo(Kind.UPDATE);
        assertThat(event.before()).isEqualTo(Map.of("subject", "hello"));
        assertThat(event.after()).isEqualTo(Map.of("subject", "good-bye"));
        assertThat(office.history(Housing.other(tenant), Letter.class, id)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsSoftDeletesRestoresAndPurges(String tenant) {
        office.as(tenant, session -> session.persist(new Memo(id, "hello")));
        office.as(tenant, session -> session.remove(session.find(Memo.class, id)));
        AuditEvent deleted = office.last(tenant, Memo.class, id);
        assertThat(deleted.kind()).isEqualTo(Kind.SOFT_DELETE);
        assertThat(deleted.actor()).isEqualTo(Office.ANN);
        assertThat(deleted.before()).containsEntry("deletion.operation", null).doesNotContainKey("body");
        assertThat(deleted.after()).containsEntry("deletion.by", "ann");

        office.as(tenant, session -> assertThat(SoftDelete.in(session).restore(Memo.class, id))
                .isOne());
        AuditEvent restored = office.last(tenant, Memo.class, id);
        assertThat(restored.kind()).isEqualTo(Kind.RESTORE);
        assertThat(restored.before()).isEqualTo(deleted.after());
        assertThat(restored.after()).containsEntry("deletion.by", null);

        office.as(tenant, session -> SoftDelete.in(session).deleteAll(Memo.class, List.of(id)));
        office.as(tenant, session -> assertThat(SoftDelete.in(session).purge(Memo.class, id))
                .isOne());
        AuditEvent purged = office.last(tenant, Memo.class, id);
        assertThat(purged.kind()).isEqualTo(Kind.PURGE);
        assertThat(purged.before()).containsEntry("body", "hello");
        assertThat(purged.after()).isEmpty();
        assertThat(office.history(tenant, Memo.class, id)).hasSize(5);
        assertThat(office.history(Housing.other(tenant), Memo.class, id)).isEmpty();
    }

    /** Without a handle: these are deletes as the library makes them. */
    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void recordsSoftDeletesByStatements(String tenant) {
        office.as(tenant, session -> session.persist(new Memo(id, "hello")));
        office.as(tenant, session -> assertThat(session.createMutationQuery("delete from Memo where id = " + id)
                        .executeUpdate())
                .isOne());
        assertThat(office.last(tenant, Memo.class, id).kind()).isEqualTo(Kind.SOFT_DELETE);
        office.as(tenant, session -> assertThat(Retention.of(Duration.ZERO).purgeBatch(session))
                .isPositive());
        assertThat(office.last(tenant, Memo.class, id).kind()).isEqualTo(Kind.PURGE);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void needsAnActorForWhatTheLibraryWrites(String tenant) {
        office.as(tenant, session -> session.persist(new Memo(id, "hello")));
        TenantContext.of(tenant).run(() -> assertThatThrownBy(() -> office.housing.tenancy.inTransaction(
                        session -> SoftDelete.in(session).deleteAll(Memo.class, List.of(id))))
                .isInstanceOf(ActorMissingException.class));
        office.as(tenant, session -> assertThat(session.find(Memo.class, id)).isNotNull());
        assertThat(office.history(tenant, Memo.class, id)).hasSize(1);
    }
}
