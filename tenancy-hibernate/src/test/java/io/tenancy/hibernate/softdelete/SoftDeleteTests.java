package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tenancy.Actor;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.Attachment;
import io.tenancy.hibernate.softdelete.Board.Picture;
import io.tenancy.hibernate.softdelete.Board.Pin;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Reply;
import io.tenancy.hibernate.softdelete.Board.Topic;
import jakarta.persistence.OptimisticLockException;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.query.range.Range;
import org.hibernate.query.restriction.Restriction;
import org.hibernate.query.specification.MutationSpecification;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedBoard.class)
class SoftDeleteTests {

    private static Housing housing;

    /** A way to delete post 11. */
    record DeletePath(String name, Consumer<Session> delete) {

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<DeletePath> PATHS = List.of(
            new DeletePath("remove", session -> session.remove(session.find(Post.class, 11L))),
            new DeletePath("remove of a reference", session -> session.remove(session.getReference(Post.class, 11L))),
            new DeletePath(
                    "HQL", session -> assertThat(session.createMutationQuery("delete from Post where body = :body")
                                    .setParameter("body", "post 11")
                                    .executeUpdate())
                            .isEqualTo(1)),
            new DeletePath("criteria", session -> {
                var delete = session.getCriteriaBuilder().createCriteriaDelete(Post.class);
                delete.where(session.getCriteriaBuilder().equal(delete.getRoot().get("body"), "post 11"));
                assertThat(session.createMutationQuery(delete).executeUpdate()).isEqualTo(1);
            }),
            new DeletePath("specification", session -> MutationSpecification.create(Post.class, "delete from Post")
                    .restrict(Restriction.restrict(Post.class, "body", Range.singleValue("post 11")))
                    .createQuery(session)
                    .executeUpdate()),
            new DeletePath("repository", session -> assertThat(
                            Repository.<Post, Long>of(Post.class, session).deleteById(11L))
                    .isTrue()),
            new DeletePath("ids", session -> assertThat(SoftDelete.in(session).deleteAll(Post.class, List.of(11L, 99L)))
                    .isEqualTo(1)));

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    private static long live(String tenant, String table) {
        return housing.numberIn(
                tenant, "select count(*) from " + table + " where deleted_at is null and tenant_id = '" + tenant + "'");
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void keepsTheRowWhoeverDeletesIt(String tenant) {
        Board.fill(housing, tenant);
        for (DeletePath path : PATHS) {
            long version = version(tenant);
            housing.as(tenant, path.delete());
            assertThat(live(tenant, "post")).as(path.name()).isEqualTo(1);
            assertThat(live(tenant, "reply")).as(path.name()).isEqualTo(1);
            assertThat(version(tenant)).as(path.name()).isEqualTo(version + 1);
            assertThat(live(Housing.other(tenant), "post")).as(path.name()).isEqualTo(2);
            housing.as(tenant, session -> assertThat(SoftDelete.in(session).restore(Post.class, 11L))
                    .isEqualTo(2));
        }
    }

    private static long version(String tenant) {
        return housing.numberIn(tenant, "select version from post where id = 11 and tenant_id = '" + tenant + "'");
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void keepsTheRowsThatASessionWithoutStateDeletes(String tenant) {
        Board.fill(housing, tenant);
        housing.statelessAs(tenant, session -> session.delete(session.get(Topic.class, 1L)));
        assertThat(live(tenant, "reply")).isZero();
        assertThat(housing.numberIn(tenant, "select count(*) from topic_label")).isPositive();
        housing.statelessAs(
                Housing.other(tenant),
                session -> session.deleteMultiple(session.getMultiple(Post.class, List.of(11L, 12L))));
        assertThat(live(Housing.other(tenant), "post")).isZero();
        assertThat(live(Housing.other(tenant), "topic")).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void deletesWithAllBelowAndRestoresThem(String tenant) {
        Board.fill(housing, tenant);
        TenantContext.of(tenant)
                .withActor(Actor.user("ann"))
                .run(() -> housing.tenancy.inTransaction(session -> {
                    session.remove(session.find(Topic.class, 1L));
                    assertThat(session.find(Topic.class, 1L)).isNull();
                }));
        assertThat(live(tenant, "topic")).isZero();
        assertThat(live(tenant, "reply")).isZero();
        assertThat(live(Housing.other(tenant), "reply")).isEqualTo(2);
        housing.as(tenant, session -> {
            Deletion deletion = SoftDelete.in(session)
                    .view(Visibility.ONLY_DELETED, deleted -> deleted.find(Topic.class, 1L).deletion);
            assertThat(deletion.by()).isEqualTo("ann");
            assertThat(SoftDelete.in(session).restore(Topic.class, 1L)).isEqualTo(5);
            assertThat(session.find(Topic.class, 1L).labels).containsExactly("hot");
            assertThat(session.find(Topic.class, 1L).posts).hasSize(2);
        });
        assertThat(live(tenant, "reply")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void restoresExactlyWhatTheOperationDeleted(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.as(tenant, session -> session.remove(session.find(Topic.class, 1L)));
        housing.as(tenant, session -> {
            var softly = SoftDelete.in(session);
            assertThatExceptionOfType(RestoreRefusedException.class)
                    .isThrownBy(() -> softly.restore(Post.class, 11L))
                    .withMessage("Restore of Post#11 refused: its topic, Topic#1, stays deleted. Restore that first."
                            + " Tenant: '" + tenant + "'.");
            assertThat(softly.restore(Topic.class, 1L)).isEqualTo(3);
            assertThat(session.find(Topic.class, 1L).posts).extracting(Post::id).containsExactly(12L);
            assertThat(session.find(Post.class, 11L)).isNull();
        });
        housing.as(tenant, session -> {
            assertThat(SoftDelete.in(session).restore(Topic.class, 1L)).isZero();
            assertThat(SoftDelete.in(session).restore(Post.class, 11L)).isEqualTo(2);
        });
        assertThat(live(tenant, "reply")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void namesBothRowsThatHaveTheSameKey(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> session.remove(session.find(Topic.class, 1L)));
        housing.as(tenant, session -> session.persist(new Topic(2, "news")));
        housing.as(tenant, session -> {
            assertThatExceptionOfType(RestoreConflictException.class)
                    .isThrownBy(() -> SoftDelete.in(session).restore(Topic.class, 1L))
                    .withMessage("Restore of Topic#1 refused: Topic#2 lives and has the same values in 'topic_slug'."
                            + " Change or delete one of the two. Tenant: '" + tenant + "'.")
                    .satisfies(conflict -> assertThat(conflict.id()).isEqualTo(1L))
                    .satisfies(conflict -> assertThat(conflict.livingId()).isEqualTo(2L));
            session.find(Topic.class, 2L).slug = "old news";
            assertThat(SoftDelete.in(session).restore(Topic.class, 1L)).isEqualTo(5);
        });
        assertThat(live(tenant, "topic")).isEqualTo(2);
        assertThat(live(Housing.other(tenant), "topic")).isEqualTo(1);
    }

    /** As many statements as for the two that each topic has. */
    @Test
    void deletesTenThousandBelowInAsManyStatementsAsTwo() {
        Board.fill(housing, Housing.ROWS);
        String tenant = Housing.ROWS;
        var statistics = housing.tenancy.sessionFactory().getStatistics();
        statistics.clear();
        housing.as(tenant, session -> session.remove(session.getReference(Topic.class, 1L)));
        long few = statistics.getPrepareStatementCount();
        housing.as(tenant, session -> SoftDelete.in(session).restore(Topic.class, 1L));
        housing.executeIn(
                tenant,
                """
                insert into post (tenant_id, id, topic_id, version)
                  select 'rows-a', id, 1, 0 from generate_series(10001, 15000) id;
                insert into reply (tenant_id, id, post_id, version)
                  select 'rows-a', id, id, 0 from generate_series(10001, 15000) id
                """);
        statistics.clear();
        housing.as(tenant, session -> session.remove(session.getReference(Topic.class, 1L)));
        assertThat(statistics.getPrepareStatementCount()).isEqualTo(few).isLessThan(12);
        assertThat(live(tenant, "reply")).isZero();
        assertThat(live(Housing.OTHER_ROWS, "reply")).isEqualTo(2);
        statistics.clear();
        housing.as(tenant, session -> assertThat(SoftDelete.in(session).restore(Topic.class, 1L))
                .isEqualTo(10_005));
        assertThat(statistics.getPrepareStatementCount()).isLessThan(12);
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void followsARowThatAnswersAnother(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> {
            var answer = new Reply(500, session.find(Post.class, 12L));
            answer.answers = session.find(Reply.class, 111L);
            session.persist(answer);
        });
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.as(
                tenant, session -> assertThat(session.find(Reply.class, 500L)).isNull());
        housing.as(tenant, session -> assertThat(SoftDelete.in(session).restore(Post.class, 11L))
                .isEqualTo(3));
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void doesToEachReferenceWhatItSays(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> {
            var pin = new Pin(1);
            pin.post = session.find(Post.class, 11L);
            pin.kept = pin.post;
            session.persist(pin);
            var other = new Pin(2);
            other.topic = session.find(Topic.class, 1L);
            session.persist(other);
        });
        assertThatExceptionOfType(DeleteRefusedException.class)
                .isThrownBy(() -> housing.as(tenant, session -> session.remove(session.find(Topic.class, 1L))))
                .withMessage(
                        "Delete of Topic refused: Pin.topic of #2 refers to it, and says REFUSE. Delete or change that"
                                + " row first. Tenant: '" + tenant + "'.");
        housing.as(tenant, session -> assertThatExceptionOfType(DeleteRefusedException.class)
                .isThrownBy(() -> session.remove(session.find(Topic.class, 1L))));
        assertThat(live(tenant, "post")).isEqualTo(2);
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.as(tenant, session -> {
            var pin = session.find(Pin.class, 1L);
            assertThat(pin.post).isNull();
            assertThat(pin.kept).isNotNull();
        });
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void deletesEntitiesOfSeveralTables(String tenant) {
        Board.fill(housing, tenant);
        housing.as(tenant, session -> {
            session.persist(new Picture(1, session.find(Post.class, 11L)));
            session.persist(new Attachment(2, session.find(Post.class, 12L)));
        });
        housing.as(tenant, session -> assertThat(session.createMutationQuery("delete from Picture where width > 50")
                        .executeUpdate())
                .isEqualTo(1));
        assertThat(live(tenant, "attachment")).isEqualTo(1);
        housing.as(tenant, session -> {
            assertThat(session.createSelectionQuery("from Attachment", Attachment.class)
                            .getResultList())
                    .extracting(Attachment::id)
                    .containsExactly(2L);
            assertThat(SoftDelete.in(session).restore(Picture.class, 1L)).isEqualTo(1);
            session.remove(session.find(Post.class, 11L));
            assertThat(session.find(Picture.class, 1L)).isNull();
            assertThat(session.find(Attachment.class, 1L)).isNull();
        });
        housing.as(tenant, session -> {
            assertThat(SoftDelete.in(session).restore(Post.class, 11L)).isEqualTo(3);
            assertThat(session.createMutationQuery("update Picture set width = 7, name = 'x' where width > 50")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.find(Picture.class, 1L).width).isEqualTo(7);
        });
    }

    @Test
    void leavesTheSessionWithWhatLives() {
        Board.fill(housing, Housing.ROWS);
        housing.as(Housing.ROWS, session -> {
            var topic = session.find(Topic.class, 1L);
            var gone = session.find(Post.class, 11L);
            assertThat(topic.posts).hasSize(2);
            session.remove(gone);
            assertThat(topic.posts).extracting(Post::id).containsExactly(12L);
            assertThat(session.contains(gone)).isFalse();
            topic.title = "still written";
        });
        housing.as(Housing.ROWS, session -> {
            assertThat(session.find(Topic.class, 1L).title).isEqualTo("still written");
            assertThat(session.find(Topic.class, 1L).posts).hasSize(1);
        });
    }

    @Test
    void comparesTheVersion() {
        Board.fill(housing, Housing.ROWS);
        housing.as(Housing.ROWS, session -> {
            var stale = session.find(Post.class, 11L);
            housing.executeIn(Housing.ROWS, "update post set version = 5 where id = 11");
            assertThatExceptionOfType(OptimisticLockException.class).isThrownBy(() -> session.remove(stale));
            session.getTransaction().markRollbackOnly();
        });
    }
}
