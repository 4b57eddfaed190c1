package io.tenancy.hibernate.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.event.TenancyEvent.AccessRefused;
import io.tenancy.hibernate.blog.Author;
import io.tenancy.hibernate.blog.Country;
import io.tenancy.hibernate.blog.Note;
import io.tenancy.hibernate.blog.OnBlog;
import io.tenancy.hibernate.blog.Post;
import io.tenancy.hibernate.blog.Tag;
import io.tenancy.hibernate.blog.Video;
import io.tenancy.refusal.CrossTenantWriteException;
import io.tenancy.refusal.TenantReadOnlyException;
import jakarta.persistence.EntityNotFoundException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Writes without a wall in the database. */
class WriteIsolationTests extends OnBlog {

    private static final String AUTHORS = "select id, tenant, name from app.author";
    private static final List<String> UNTOUCHED = List.of("(1,a,Ann)", "(2,b,Bob)");

    @Test
    void aRowThatIsInsertedAndUpdatedInOneFlushStaysItsTenants() {
        blog.as("a", session -> {
            var post = new Post(31, "first", session.getReference(Author.class, 1L));
            session.persist(post);
            // A changed collection raises the version: Hibernate takes the update's values before it runs the insert.
            post.tags.add(session.find(Tag.class, 1L));
            post.title = "second";
        });
        assertThat(blog.rows("select id, tenant, title from app.post where id = 31"))
                .containsExactly("(31,a,second)");
    }

    @Test
    void insertsAreStampedWithTheTenant() {
        blog.as("a", session -> {
            session.persist(new Author(11, "Amy"));
            session.persist(new Note());
            session.persist(new Country("BE"));
        });
        blog.statelessAs("b", session -> session.insert(new Author(12, "Ben")));
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Ann)", "(11,a,Amy)", "(12,b,Ben)", "(2,b,Bob)");
        assertThat(blog.rows("select tenant from app.note")).containsExactly("(a)");
    }

    @Test
    void refusesInsertForAnotherTenant() {
        assertRefused("Insert", "b", () -> blog.as("a", session -> session.persist(new Author(11, "b", "Amy"))), 11L);
        assertRefused(
                "Insert", "b", () -> blog.statelessAs("a", session -> session.insert(new Author(11, "b", "Amy"))), 11L);
    }

    @Test
    void ownRowsAreUpdatedAndDeletedInEveryWay() {
        blog.as("a", session -> session.find(Author.class, 1L).name = "Anna");
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Anna)", "(2,b,Bob)");
        blog.statelessAs("a", session -> session.update(new Author(1, "a", "Annie")));
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Annie)", "(2,b,Bob)");
        blog.statelessAs("a", session -> session.upsert(new Author(1, "a", "Ann")));
        assertThat(blog.rows(AUTHORS)).containsExactlyElementsOf(UNTOUCHED);
        blog.as("a", session -> session.merge(new Author(1, "a", "An")));
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,An)", "(2,b,Bob)");
        blog.as("a", session -> {
            session.remove(session.find(Post.class, 1L));
            session.flush();
            session.remove(session.getReference(Author.class, 1L));
        });
        blog.statelessAs("b", session -> session.delete(session.get(Video.class, 2L)));
        blog.as("a", session -> session.remove(new Video(1, "a", "Video a")));
        assertThat(blog.rows(AUTHORS)).containsExactly("(2,b,Bob)");
        assertThat(blog.rows("select id, title from app.post")).containsExactly("(2,\"Post b\")");
        assertThat(blog.rows("select * from app.video")).isEmpty();
    }

    @Test
    void upsertStampsARowThatSaysNothing() {
        var author = new Author(11, "Amy");
        blog.statelessAs("a", session -> session.upsert(author));
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Ann)", "(11,a,Amy)", "(2,b,Bob)");
        assertThat(author.tenant).isEqualTo("a");
    }

    static Stream<Arguments> statelessWrites() {
        return Stream.of(
                Arguments.of("Update", (Consumer<StatelessSession>) session -> session.update(foreign("b"))),
                Arguments.of("Delete", (Consumer<StatelessSession>) session -> session.delete(foreign("b"))),
                Arguments.of("Upsert", (Consumer<StatelessSession>) session -> session.upsert(foreign("b"))),
                Arguments.of("Update", (Consumer<StatelessSession>)
                        session -> session.updateMultiple(List.of(foreign("b")))));
    }

    @ParameterizedTest
    @MethodSource("statelessWrites")
    void refusesStatelessWritesOfAForeignRow(String operation, Consumer<StatelessSession> write) {
        assertRefused(operation, "b", () -> blog.statelessAs("a", write), 2L);
    }

    @Test
    void refusesStatelessUpdateAndDeleteOfARowThatSaysNothing() {
        assertRefused("Update", null, () -> blog.statelessAs("a", session -> session.update(foreign(null))), 2L);
        assertRefused("Delete", null, () -> blog.statelessAs("a", session -> session.delete(foreign(null))), 2L);
    }

    @Test
    void refusesRemovalOfADetachedForeignRow() {
        assertRefused("Delete", "b", () -> blog.as("a", session -> session.remove(foreign("b"))), 2L);
        assertRefused("Delete", null, () -> blog.as("a", session -> session.remove(foreign(null))), 2L);
        blog.as("a", session -> assertThatThrownBy(() -> {
                    session.remove(session.getReference(Author.class, 2L));
                    session.flush();
                })
                .isInstanceOf(EntityNotFoundException.class));
        assertThat(blog.rows(AUTHORS)).containsExactlyElementsOf(UNTOUCHED);
        blog.as("b", session -> session.remove(new Video(2, "b", "Video b")));
        assertThat(blog.rows("select id from app.video")).containsExactly("(1)");
    }

    @Test
    void mergeOfAForeignIdWritesNothing() {
        assertRefused("Insert", "b", () -> blog.as("a", session -> session.merge(foreign("b"))), 2L);
        assertThatExceptionOfType(ConstraintViolationException.class)
                .isThrownBy(() -> blog.as("a", session -> session.merge(foreign(null))));
        assertThat(blog.rows(AUTHORS)).containsExactlyElementsOf(UNTOUCHED);
    }

    @Test
    void refusesAnotherTenantForAManagedEntity() {
        assertRefused(
                "Change of the tenant",
                "b",
                () -> blog.as("a", session -> session.find(Author.class, 1L).tenant = "b"),
                1L);
        assertRefused(
                "Change of the tenant",
                null,
                () -> blog.as("a", session -> session.find(Author.class, 1L).tenant = null),
                1L);
    }

    @Test
    void bulkStatementsReachOwnRowsOnly() {
        blog.as("a", session -> {
            assertThat(session.createMutationQuery("update Author set name = 'X'")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createMutationQuery("update Media set title = 'X'")
                            .executeUpdate())
                    .isEqualTo(1);
            assertThat(session.createMutationQuery("delete from Video").executeUpdate())
                    .isEqualTo(1);
        });
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,X)", "(2,b,Bob)");
        assertThat(blog.rows("select id, tenant, title from app.media")).containsExactly("(2,b,\"Video b\")");
    }

    @Test
    void refusesAReferenceToALoadedEntityOfAnotherTenant() {
        var foreign = load("b", Author.class, 2L);
        assertRefused(
                "Use in " + Post.class.getName() + "#11.author",
                "b",
                () -> blog.as("a", session -> session.persist(new Post(11, "Post", foreign))),
                2L);
        assertRefused(
                "Use in " + Post.class.getName() + "#1.author",
                "b",
                () -> blog.as("a", session -> session.find(Post.class, 1L).author = foreign),
                2L);
        blog.as("a", session -> session.persist(new Post(12, "Post", session.find(Author.class, 1L))));
        assertThat(blog.rows("select id, author_id from app.post")).containsExactly("(1,1)", "(12,1)", "(2,2)");
    }

    /** Hibernate's events of such collections do not name their session. */
    @Test
    void looksAtCollectionsOfSessionsWithoutState() {
        blog.statelessAs("a", session -> session.insert(postWith(session.get(Tag.class, 1L))));
        assertThat(blog.rows("select tags_id from app.post_tag where post_id = 11"))
                .containsExactly("(1)");
        var foreign = load("b", Tag.class, 2L);
        assertThatThrownBy(() -> blog.statelessAs("a", session -> {
                    Post post = postWith(foreign);
                    post.id = 12;
                    session.insert(post);
                }))
                .isInstanceOf(CrossTenantWriteException.class);
    }

    private static Post postWith(Tag tag) {
        var post = new Post(11, "Post", null);
        post.tags.add(tag);
        return post;
    }

    @Test
    void refusesALoadedEntityOfAnotherTenantInACollection() {
        var foreign = load("b", Tag.class, 2L);
        assertRefused(
                "Use in " + Post.class.getName() + ".tags#1",
                "b",
                () -> blog.as("a", session -> session.find(Post.class, 1L).tags.add(foreign)),
                2L);
        assertRefused(
                "Use in " + Post.class.getName() + ".tags#11",
                "b",
                () -> blog.as("a", session -> {
                    var post = new Post(11, "Post", null);
                    post.tags = Set.of(foreign);
                    session.persist(post);
                }),
                2L);
        assertThat(blog.rows("select * from app.post_tag")).containsExactly("(1,1)", "(2,2)");
    }

    @Test
    void refusesWritesOfAReadOnlyTenantAndLetsItRead() {
        var tenant = blog.tenants.require(TenantId.of("b"));
        var readOnly = blog.tenants.changeStatus(tenant, TenantStatus.READ_ONLY);
        try {
            for (Runnable write : List.<Runnable>of(
                    () -> blog.as("b", session -> session.persist(new Author(12, "Ben"))),
                    () -> blog.as("b", session -> session.find(Author.class, 2L).name = "Ben"),
                    () -> blog.as("b", session -> session.remove(session.find(Tag.class, 2L))),
                    () -> blog.statelessAs("b", session -> session.upsert(new Author(2, "Ben"))))) {
                // By the guard, which names the row, and not only by the server.
                assertThatExceptionOfType(TenantReadOnlyException.class)
                        .isThrownBy(write::run)
                        .withMessageMatching("(Insert|Update|Delete|Upsert) of [\\w.]+#\\d+ refused: .*");
            }
            blog.as("b", session -> assertThat(session.find(Author.class, 2L).name)
                    .isEqualTo("Bob"));
            blog.as("a", session -> session.find(Author.class, 1L).name = "Anna");
            assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Anna)", "(2,b,Bob)");
        } finally {
            blog.tenants.changeStatus(readOnly, TenantStatus.ACTIVE);
        }
    }

    /** What the wall in the database is for; here it is off, and each of these crosses. */
    @Test
    void whatHibernateCannotSeeIsLeftToTheDatabase() {
        blog.statelessAs("a", session -> session.update(new Author(2, "a", "forged")));
        blog.as("a", session -> session.createNativeMutationQuery("update tag set word = 'native'")
                .executeUpdate());
        blog.as("a", session -> session.find(Post.class, 1L).author = session.getReference(Author.class, 2L));
        assertThat(blog.rows(AUTHORS)).containsExactly("(1,a,Ann)", "(2,b,forged)");
        assertThat(blog.rows("select word from app.tag")).containsExactly("(native)", "(native)");
        assertThat(blog.rows("select author_id from app.post where id = 1")).containsExactly("(2)");
    }

    private static Author foreign(String saysItIsOf) {
        return new Author(2, saysItIsOf, "stolen");
    }

    private static <T> T load(String tenant, Class<T> type, long id) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return blog.tenancy.fromTransaction(session -> session.find(type, id));
        }
    }

    private static void assertRefused(String operation, String rowTenant, Runnable write, long id) {
        blog.events.clear();
        assertThatExceptionOfType(CrossTenantWriteException.class)
                .isThrownBy(write::run)
                .withMessageStartingWith(operation + " of ")
                .satisfies(refusal -> {
                    assertThat(refusal.entityId()).isEqualTo(id);
                    assertThat(refusal.rowTenant()).isEqualTo(rowTenant);
                    assertThat(refusal.findTenant()).contains(TenantId.of("a"));
                    assertThat(blog.events).containsExactly(new AccessRefused(refusal));
                });
        assertThat(blog.rows(AUTHORS)).containsExactlyElementsOf(UNTOUCHED);
    }
}
