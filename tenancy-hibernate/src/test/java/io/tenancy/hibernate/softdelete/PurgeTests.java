package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.Picture;
import io.tenancy.hibernate.softdelete.Board.Pin;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedBoard.class)
class PurgeTests {

    private static final Retention AT_ONCE = Retention.of(Duration.ZERO);

    private static Housing housing;

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    private static long rows(String tenant, String table) {
        return housing.numberIn(tenant, "select count(*) from " + table + " where tenant_id = '" + tenant + "'");
    }

    private static void asJanitor(String tenant, Runnable work) {
        TenantContext.of(tenant).withActor(Actor.job(SharedBoard.JANITOR)).run(work);
    }

    private static void delete(String tenant, Class<?> entity, long id) {
        housing.as(tenant, session -> session.remove(session.find(entity, id)));
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void takesARowAwayForGood(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.persist(new Picture(7, session.find(Post.class, 11L))));
        asJanitor(
                tenant,
                () -> housing.tenancy.inTransaction(session -> assertThat(
                                Repository.<Topic, Long>of(Topic.class, session).purge(1L))
                        .isFalse()));
        delete(tenant, Topic.class, 1L);
        delete(Housing.other(tenant), Topic.class, 1L);
        asJanitor(
                tenant,
                () -> housing.tenancy.inTransaction(
                        session -> assertThat(SoftDelete.in(session).purge(Topic.class, 1L))
                                .isEqualTo(6)));
        assertThat(rows(tenant, "topic")).isZero();
        assertThat(rows(tenant, "topic_label")).isZero();
        assertThat(rows(tenant, "reply")).isZero();
        assertThat(rows(tenant, "picture")).isZero();
        assertThat(rows(Housing.other(tenant), "reply")).isEqualTo(2);
        assertThat(rows(Housing.other(tenant), "topic_label")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void isForThoseWhoMay(String tenant) {
        Board.fill(housing, tenant);
        delete(tenant, Post.class, 11L);
        housing.as(tenant, session -> assertThatExceptionOfType(PurgeRefusedException.class)
                .isThrownBy(() -> SoftDelete.in(session).purge(Post.class, 11L))
                .withMessage("Purge of Post refused: the factory's PurgePermission does not allow it to nobody in"
                        + " particular. Give the factory a permission that does, and act as somebody it allows. Tenant: '"
                        + tenant + "'."));
        TenantContext.of(tenant).withActor(Actor.user("ann")).run(() -> assertThatExceptionOfType(
                        PurgeRefusedException.class)
                .isThrownBy(() -> AT_ONCE.purge(housing.tenancy.transaction()))
                .withMessageContaining("'ann'"));
        assertThat(rows(tenant, "post")).isEqualTo(2);
    }

    @Test
    void leavesWhatAnotherRowRefersTo() {
        String tenant = Housing.ROWS;
        Board.fill(housing, tenant);
        housing.as(tenant, session -> {
            var pin = new Pin(1);
            pin.kept = session.find(Post.class, 11L);
            session.persist(pin);
        });
        delete(tenant, Topic.class, 1L);
        asJanitor(tenant, () -> {
            assertThatExceptionOfType(PurgeRefusedException.class)
                    .isThrownBy(() -> housing.tenancy.inTransaction(
                            session -> SoftDelete.in(session).purge(Topic.class, 1L)))
                    .withMessageContaining("'pin_tenant_id_kept_id_fkey'");
            assertThat(AT_ONCE.purge(housing.tenancy.transaction())).isEqualTo(3);
        });
        assertThat(rows(tenant, "reply")).isZero();
        assertThat(rows(tenant, "post")).isEqualTo(1);
        assertThat(rows(tenant, "topic")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void endsTheRetentionInBatches(String tenant) {
        Board.fill(housing, tenant);
        delete(tenant, Topic.class, 1L);
        delete(Housing.other(tenant), Post.class, 11L);
        asJanitor(tenant, () -> {
            assertThat(Retention.of(Duration.ofDays(1)).purge(housing.tenancy.transaction()))
                    .isZero();
            var one = AT_ONCE.withBatch(1);
            assertThat(housing.tenancy.fromTransaction(one::purgeBatch)).isEqualTo(1);
            assertThat(rows(tenant, "reply") + rows(tenant, "post") + rows(tenant, "topic"))
                    .isEqualTo(4);
            assertThat(one.purge(housing.tenancy.transaction())).isEqualTo(4);
            assertThat(housing.tenancy.fromTransaction(one::purgeBatch)).isZero();
        });
        assertThat(rows(tenant, "topic")).isZero();
        assertThat(rows(Housing.other(tenant), "post")).isEqualTo(2);
        assertThat(rows(Housing.other(tenant), "reply")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void leavesWhatIsHeldWithAllBelow(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.persist(new Topic(2, "weather")));
        housing.as(tenant, session -> session.persist(new Post(21, session.find(Topic.class, 2L))));
        delete(tenant, Post.class, 11L);
        delete(tenant, Topic.class, 1L);
        delete(tenant, Topic.class, 2L);
        var held = AT_ONCE.withHold(Topic.class, Restriction.restrict(Topic.class, "title", Range.singleValue("news")));
        asJanitor(tenant, () -> {
            assertThat(held.purge(housing.tenancy.transaction())).isEqualTo(2);
            assertThat(rows(tenant, "topic")).isEqualTo(1);
            assertThat(rows(tenant, "reply")).isEqualTo(2);
            housing.executeIn(tenant, "update topic set title = null");
            assertThat(held.purge(housing.tenancy.transaction())).isZero();
            housing.executeIn(tenant, "update topic set title = 'old'");
            assertThat(held.purge(housing.tenancy.transaction())).isEqualTo(5);
        });
    }

    /** Whoever restores a row holds it; the purge does not wait, and the row is there afterwards. */
    @Test
    void passesOverRowsThatAreLocked() {
        String tenant = Housing.ROWS;
        Board.fill(housing, tenant);
        delete(tenant, Post.class, 11L);
        delete(tenant, Post.class, 12L);
        housing.as(tenant, session -> {
            assertThat(SoftDelete.in(session).restore(Post.class, 11L)).isEqualTo(2);
            CompletableFuture.runAsync(
                            () -> asJanitor(tenant, () -> assertThat(AT_ONCE.purge(housing.tenancy.transaction()))
                                    .isEqualTo(2)))
                    .join();
        });
        housing.as(tenant, session -> assertThat(session.find(Post.class, 11L)).isNotNull());
        assertThat(rows(tenant, "post")).isEqualTo(1);
    }
}
