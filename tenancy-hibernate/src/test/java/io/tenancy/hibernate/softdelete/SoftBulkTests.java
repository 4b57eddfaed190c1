package io.tenancy.hibernate.softdelete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tenancy.hibernate.bulk.Bulk;
import io.tenancy.hibernate.bulk.BulkResult;
import io.tenancy.hibernate.bulk.Way;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.repository.Repository;
import io.tenancy.hibernate.softdelete.Board.DeletableRow;
import io.tenancy.hibernate.softdelete.Board.Post;
import io.tenancy.hibernate.softdelete.Board.Topic;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Many rows at once of an entity that is deleted softly. */
@ExtendWith(SharedBoard.class)
class SoftBulkTests {

    /** As many as go as arrays where nothing speaks against it. */
    private static final int MANY = 60;

    private static Housing housing;

    @BeforeAll
    static void open(Housing shared) {
        housing = shared;
    }

    private static <E> List<E> all(Class<E> entity, String tenant) {
        return housing.from(tenant, session -> session.createSelectionQuery(
                        "from " + entity.getSimpleName() + " e order by id(e)", entity)
                .getResultList());
    }

    private static long deleted(String table, String tenant) {
        return housing.numberIn(
                tenant,
                "select count(*) from " + table + " where deleted_at is not null and delete_operation is not null"
                        + " and tenant_id = '" + tenant + "'");
    }

    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void deletesSoftlyWithWhatHangsOnTheRows(String tenant) {
        Board.fill(housing, tenant);
        Topic topic = all(Topic.class, tenant).get(0);
        List<Post> more = LongStream.range(100, 100 + MANY)
                .mapToObj(id -> new Post(id, topic))
                .toList();
        housing.statelessAs(tenant, session -> assertThat(
                        Bulk.of(Post.class, session).insert(more).way())
                .isNotEqualTo(Way.BATCH));
        List<Post> posts = all(Post.class, tenant);
        housing.statelessAs(tenant, session -> {
            BulkResult result = Bulk.of(Post.class, session).delete(posts);
            assertThat(result.way()).isEqualTo(Way.BATCH);
            assertThat(result.deleted()).isEqualTo(MANY + 2);
        });
        assertThat(all(Post.class, tenant)).isEmpty();
        assertThat(deleted("post", tenant)).isEqualTo(MANY + 2);
        assertThat(deleted("reply", tenant)).isEqualTo(2);
        assertThat(all(Post.class, Housing.other(tenant))).hasSize(2);
        housing.as(tenant, session -> assertThat(SoftDelete.in(session).restore(Post.class, 11L))
                .isEqualTo(2));
        assertThat(all(Post.class, tenant)).extracting(post -> post.id).containsExactly(11L);
    }

    /** It has no batches, and says what to call. */
    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void aSessionWithStateRefusesToDelete(String tenant) {
        Board.fill(housing, tenant);
        List<Post> posts = all(Post.class, tenant);
        housing.as(tenant, session -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bulk.of(Post.class, session).delete(posts))
                    .withMessageStartingWith("Bulk delete of ")
                    .withMessageContaining("is deleted softly")
                    .withMessageEndingWith("or use SoftDelete.deleteAll.");
            assertThat(SoftDelete.in(session).deleteAll(Post.class, List.of(11L)))
                    .isEqualTo(1);
        });
        assertThat(deleted("post", tenant)).isEqualTo(1);
    }

    /** With the version that the deleted row has: it is not the version that keeps it from being written. */
    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void doesNotUpdateDeletedRows(String tenant) {
        Board.fill(housing, tenant);
        List<Post> posts = all(Post.class, tenant);
        List<Topic> topics = all(Topic.class, tenant);
        housing.as(tenant, session -> session.remove(session.find(Topic.class, 1L)));
        posts.forEach(post -> post.body = "changed");
        topics.forEach(topic -> topic.title = "changed");
        refuses(
                "Post#11",
                Stream.of(posts, topics),
                () -> housing.statelessAs(
                        tenant, session -> Bulk.of(Post.class, session).update(posts)));
        refuses(
                "Post#11",
                Stream.of(posts, topics),
                () -> housing.as(tenant, session -> Bulk.of(Post.class, session).update(posts)));
        // It owns a collection, so that it goes in a batch.
        refuses(
                "Topic#1",
                Stream.of(posts, topics),
                () -> housing.statelessAs(
                        tenant, session -> Bulk.of(Topic.class, session).update(topics)));
        assertThat(housing.numberIn(tenant, "select count(*) from post where body = 'changed'"))
                .isZero();
        assertThat(housing.numberIn(tenant, "select count(*) from topic where title = 'changed'"))
                .isZero();
    }

    private static void refuses(String row, Stream<List<? extends DeletableRow>> given, ThrowingCallable update) {
        given.flatMap(List::stream).forEach(written -> written.version = 1);
        assertThatExceptionOfType(DeletedRowException.class)
                .isThrownBy(update)
                .withMessageStartingWith("Bulk update of " + row + " refused: the row is deleted.");
    }

    /** An upsert of each row tells whether it is deleted. */
    @ParameterizedTest
    @MethodSource("io.tenancy.hibernate.housing.Housing#placements")
    void refusesToUpsert(String tenant) {
        Board.fill(housing, tenant);
        List<Post> posts = all(Post.class, tenant);
        housing.as(tenant, session -> session.remove(session.find(Post.class, 11L)));
        housing.statelessAs(tenant, session -> {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Bulk.of(Post.class, session).upsert(posts))
                    .withMessageContaining("is deleted softly")
                    .withMessageEndingWith("Upsert the rows with Repository.upsertAll.");
            assertThatExceptionOfType(DeletedRowException.class)
                    .isThrownBy(
                            () -> Repository.<Post, Long>of(Post.class, session).upsertAll(posts));
        });
        assertThat(deleted("post", tenant)).isEqualTo(1);
    }
}
