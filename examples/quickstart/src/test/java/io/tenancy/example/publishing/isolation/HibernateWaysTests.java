package io.tenancy.example.publishing.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Podcast;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Tag;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hibernate's less usual ways to the data, each as the first of its transaction, as a role without TEMP. */
class HibernateWaysTests {

    private static Neighbours neighbours;

    @BeforeAll
    static void start() throws SQLException {
        neighbours = new Neighbours();
    }

    @AfterAll
    static void stop() {
        neighbours.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void bulkUpdateAndDeleteOfJoinedTablesNeedNoTemporaryTable(String own) {
        String other = own.replace("-a", "-b");
        long others = count(other, "Podcast");
        long owns = count(own, "Podcast");
        assertThat(owns).isPositive();
        int updated = as(own, session -> session.createMutationQuery(
                        "update Podcast set title = concat(title, '!'), minutes = minutes + 1")
                .executeUpdate());
        assertThat(updated).isEqualTo((int) owns);
        assertThat(count(other, "Podcast where title like '%!'")).isZero();
        assertThat(count(other, "Podcast")).isEqualTo(others);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void insertSelectStaysWithTheTenant(String own) {
        String other = own.replace("-a", "-b");
        long others = count(other, "Tag");
        long owns = count(own, "Tag");
        int inserted = as(own, session -> session.createMutationQuery(
                        "insert into Tag (name) select concat('copy of ', t.name) from Tag t")
                .executeUpdate());
        assertThat(inserted).isEqualTo((int) owns);
        assertThat(count(own, "Tag")).isEqualTo(2 * owns);
        assertThat(count(other, "Tag")).isEqualTo(others);
        as(own, session -> session.createMutationQuery("delete Tag where name like 'copy of %'")
                .executeUpdate());
        assertThat(count(own, "Tag")).isEqualTo(owns);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void findMultipleAndStreamGiveOwnRowsOnly(String own) {
        List<UUID> ownIds = as(own, HibernateWaysTests::authors);
        List<UUID> foreignIds = as(own.replace("-a", "-b"), HibernateWaysTests::authors);
        List<UUID> all = Stream.concat(ownIds.stream(), foreignIds.stream()).toList();
        List<Author> found = as(own, session -> session.findMultiple(Author.class, all));
        assertThat(found.subList(0, ownIds.size())).doesNotContainNull();
        assertThat(found.subList(ownIds.size(), all.size())).containsOnlyNulls();
        long streamed = as(own, session -> session.createSelectionQuery("from Author", Author.class)
                .setFetchSize(3)
                .getResultStream()
                .map(Author::getTenantId)
                .filter(own::equals)
                .count());
        assertThat(streamed).isEqualTo(ownIds.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void aLockIsTakenOnAnOwnRowAndOnNoOther(String own) {
        UUID ownPost = as(own, HibernateWaysTests::somePost);
        UUID foreignPost = as(own.replace("-a", "-b"), HibernateWaysTests::somePost);
        Post locked = as(own, session -> session.find(Post.class, ownPost, LockModeType.PESSIMISTIC_WRITE));
        Post foreign = as(own, session -> session.find(Post.class, foreignPost, LockModeType.PESSIMISTIC_WRITE));
        assertThat(locked).isNotNull();
        assertThat(foreign).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void anErrorRollsBackAndTheNextTransactionIsBound(String own) {
        String taken = as(own, session -> session.createSelectionQuery("select name from Tag", String.class)
                .setMaxResults(1)
                .getSingleResult());
        assertThatThrownBy(() -> as(own, session -> {
                    session.persist(new Tag(taken));
                    session.flush();
                    return null;
                }))
                .isInstanceOf(PersistenceException.class);
        List<UUID> after = as(own, HibernateWaysTests::authors);
        assertThat(after).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"rows-a", "schema-a", "database-a"})
    void thirtyInsertsInOneTransaction(String own) {
        long before = count(own, "Podcast");
        as(own, session -> {
            Author author = session.getReference(Author.class, authors(session).get(0));
            for (int i = 0; i < 30; i++) {
                session.persist(new Podcast(author, "slug-" + i, "title " + i, "body", "https://example.org", 1));
            }
            return null;
        });
        assertThat(count(own, "Podcast")).isEqualTo(before + 30);
        as(
                own,
                session ->
                        session
                                .createSelectionQuery("from Podcast where slug like 'slug-%'", Podcast.class)
                                .getResultList()
                                .stream()
                                .peek(session::remove)
                                .count());
    }

    /** Of an entity, with a condition where one is wanted. */
    private static long count(String publisher, String entities) {
        Long count =
                as(publisher, session -> session.createSelectionQuery("select count(*) from " + entities, Long.class)
                        .getSingleResult());
        return count;
    }

    private static List<UUID> authors(Session session) {
        return session.createSelectionQuery("select id from Author order by email", UUID.class)
                .getResultList();
    }

    private static UUID somePost(Session session) {
        return session.createSelectionQuery("select id from Post order by slug", UUID.class)
                .setMaxResults(1)
                .getSingleResult();
    }

    private static <R> R as(String publisher, Function<Session, R> work) {
        try (var scope = TenantContext.of(publisher).enter()) {
            return neighbours.tenancy.fromTransaction(work);
        }
    }
}
