package io.tenancy.testkit.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.testkit.probe.Outcome.Blocked;
import io.tenancy.testkit.probe.Outcome.Crossed;
import io.tenancy.testkit.probe.Outcome.Inconclusive;
import io.tenancy.testkit.probe.Outcome.NotApplicable;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.Key;
import io.tenancy.testkit.probe.model.Row;
import java.sql.SQLException;
import java.util.List;
import org.hibernate.HibernateException;
import org.junit.jupiter.api.Test;

class VerdictTests {

    private static final Probe<EntityModel> READS = Probe.of(Family.READING, "reads", shot -> {});
    private static final Probe<EntityModel> WRITES =
            Probe.<EntityModel>of(Family.WRITING, "writes", shot -> {}).with(Trait.WRITES);
    private static final Probe<EntityModel> DELETES = WRITES.with(Trait.DELETES);

    private static final Hit SAW_NOTHING = new Hit(0, List.of(), false, null);
    private static final Hit SAW_ONE = new Hit(1, List.of(), false, null);
    private static final Hit CHANGED_OWN = new Hit(0, List.of(), true, null);

    private static final Exception NO_RIGHT = new SQLException("permission denied", "42501");
    private static final Exception TYPO = new SQLException("no such column", "42703");
    private static final Exception REFERENCED = new SQLException("still referenced", "23503");
    private static final Exception GUARD = new NoTenantException("Opening a session");

    @Test
    void aReadThatSeesOnlyTheOwnRowIsBlocked() {
        assertThat(verdict(READS, SAW_ONE, SAW_NOTHING)).isEqualTo(new Blocked("nothing seen"));
    }

    @Test
    void aWriteThatChangesOnlyTheOwnRowIsBlocked() {
        assertThat(verdict(WRITES, CHANGED_OWN, SAW_NOTHING)).isEqualTo(new Blocked("no foreign row changed"));
    }

    @Test
    void aRefusalIsABlockIfTheOwnRowIsReached() {
        assertThat(verdict(READS, SAW_ONE, failed(NO_RIGHT))).isEqualTo(new Blocked("SQLSTATE 42501"));
        assertThat(verdict(READS, SAW_ONE, failed(GUARD))).isEqualTo(new Blocked("NoTenantException"));
    }

    @Test
    void aForeignRowThatIsSeenIsACrossing() {
        assertThat(verdict(READS, SAW_ONE, SAW_ONE)).isEqualTo(new Crossed(Effect.READ, "1 row"));
    }

    @Test
    void whatWasSeenBeforeAFailureWasSeen() {
        var sawThenFailed = new Hit(2, List.of(), false, GUARD);
        assertThat(verdict(READS, SAW_ONE, sawThenFailed)).isEqualTo(new Crossed(Effect.READ, "2 rows"));
    }

    @Test
    void aTouchedForeignRowIsACrossingWhateverTheProbeSays() {
        var denies = new Hit(0, List.of("library.loan"), false, NO_RIGHT);
        assertThat(verdict(READS, SAW_ONE, denies))
                .isEqualTo(new Crossed(Effect.WRITE, "rows touched in library.loan"));
    }

    @Test
    void workOnAnOwnRowThatTouchesAForeignOneIsACrossing() {
        var control = new Hit(0, List.of("library.shelf"), true, null);
        assertThat(verdict(WRITES, control, SAW_NOTHING))
                .isEqualTo(new Crossed(Effect.WRITE, "with an own row, rows touched in library.shelf"));
    }

    @Test
    void aCrossingNeedsNoControl() {
        assertThat(verdict(READS, failed(TYPO), SAW_ONE)).isInstanceOf(Crossed.class);
    }

    @Test
    void aDeleteThatAForeignKeyStopsHadReachedTheRow() {
        assertThat(verdict(DELETES, CHANGED_OWN, failed(REFERENCED))).isInstanceOf(Crossed.class);
    }

    @Test
    void underACommonIdItMayBeTheOwnRowThatIsReferenced() {
        assertThat(new Verdict(DELETES, CHANGED_OWN, failed(REFERENCED), row(true)).outcome())
                .isInstanceOf(NotApplicable.class);
    }

    @Test
    void hibernateFindingTwoRowsUnderOneIdHasReachedBoth() {
        var two = failed(new HibernateException("More than one row with the given identifier was found: 1"));
        assertThat(new Verdict(READS, SAW_ONE, two, row(true)).outcome()).isInstanceOf(Crossed.class);
    }

    @Test
    void nothingSeenProvesNothingIfTheOwnRowIsNotSeenEither() {
        assertThat(verdict(READS, SAW_NOTHING, SAW_NOTHING)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(WRITES, SAW_NOTHING, failed(NO_RIGHT))).isInstanceOf(Inconclusive.class);
    }

    @Test
    void aFailureOfItsOwnIsNotTakenForAWall() {
        assertThat(verdict(READS, SAW_ONE, failed(TYPO)))
                .isEqualTo(new Inconclusive("failed at no wall (SQLSTATE 42703)"));
    }

    @Test
    void whatIsClosedToAllIsABlockOnlyIfItWasClosedOnPurpose() {
        assertThat(verdict(READS, failed(GUARD), failed(GUARD)))
                .isEqualTo(new Blocked("NoTenantException, for own rows too"));
        assertThat(verdict(READS, failed(NO_RIGHT), failed(NO_RIGHT)))
                .isEqualTo(new NotApplicable("not open to own rows either (SQLSTATE 42501)"));
        assertThat(verdict(READS, failed(TYPO), failed(TYPO))).isInstanceOf(NotApplicable.class);
    }

    @Test
    void withoutATenantAnyFailureRefuses() {
        assertThat(verdict(READS.with(Trait.ANY_FAILURE_REFUSES), SAW_ONE, failed(new IllegalStateException())))
                .isEqualTo(new Blocked("IllegalStateException"));
    }

    @Test
    void aPrimaryKeyIsAWallOnlyToWhatInserts() {
        var duplicate = failed(new SQLException("duplicate key", "23505"));
        assertThat(verdict(WRITES, CHANGED_OWN, duplicate)).isInstanceOf(Inconclusive.class);
        assertThat(verdict(WRITES.with(Trait.INSERTS), CHANGED_OWN, duplicate)).isInstanceOf(Blocked.class);
    }

    @Test
    void aUniqueKeyShowsThatACopyWasLetIn() {
        var duplicate = failed(new SQLException("duplicate key", "23505"));
        assertThat(verdict(WRITES.with(Trait.COPIES), duplicate, failed(NO_RIGHT)))
                .isEqualTo(new Blocked("SQLSTATE 42501"));
        assertThat(verdict(WRITES, duplicate, failed(NO_RIGHT))).isInstanceOf(NotApplicable.class);
    }

    @Test
    void anOwnRowWithTheSameIdMayFailForReasonsOfItsOwn() {
        assertThat(new Verdict(WRITES, CHANGED_OWN, failed(TYPO), row(true)).outcome())
                .isInstanceOf(NotApplicable.class);
    }

    @Test
    void whatCannotBeMadeSaysWhy() {
        assertThat(verdict(READS, SAW_ONE, failed(new NotMade("not lazy")))).isEqualTo(new NotApplicable("not lazy"));
    }

    private static Outcome verdict(Probe<?> probe, Hit control, Hit attack) {
        return new Verdict(probe, control, attack, row(false)).outcome();
    }

    private static Hit failed(Exception failure) {
        return new Hit(0, List.of(), false, failure);
    }

    private static Row row(boolean idOfBoth) {
        return new Row(TenantId.of("globex"), 1, new Key(List.of()), idOfBoth);
    }
}
