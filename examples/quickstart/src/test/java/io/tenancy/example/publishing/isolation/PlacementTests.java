package io.tenancy.example.publishing.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.mistakes.Mistake;
import io.tenancy.example.publishing.mistakes.Mistakes;
import io.tenancy.example.publishing.mistakes.Outcome;
import io.tenancy.example.publishing.mistakes.Outcome.Leaked;
import io.tenancy.example.publishing.mistakes.Trial;
import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Podcast;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Subscription;
import io.tenancy.example.publishing.model.Tag;
import io.tenancy.example.publishing.model.TenantOwned;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.testkit.leak.LeakCheck;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The publishing domain as the application's role, behind both walls, in all three placements. */
@ExtendWith(LeakCheck.class)
class PlacementTests {

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
    @CsvSource({
        "rows-a, northwind-press",
        "rows-b, tidewater",
        "schema-a, northwind-press",
        "schema-b, tidewater",
        "database-a, northwind-press",
        "database-b, tidewater"
    })
    void everybodySeesAllOfItsOwnAndNothingElse(String publisher, String sample) {
        SampleData data = SampleData.of(sample);
        assertThat(counts(publisher))
                .containsEntry("Author", data.authors().size())
                .containsEntry("Tag", data.tags().size())
                .containsEntry("Post", data.posts().size())
                .containsEntry("Comment", data.comments().size())
                .containsEntry("Subscription", data.subscriptions().size());
        // Native SQL sees what Hibernate's filter shows, tables without a mapped tenant included.
        for (String table : List.of("author", "author_link", "post", "post_tag", "podcast", "comment", "tag")) {
            List<String> owners = as(publisher, session -> session.createNativeQuery(
                            "select distinct tenant_id from " + table, String.class)
                    .getResultList());
            assertThat(owners).as(table).containsExactly(publisher);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "rows-a, rows-b",
        "rows-b, rows-a",
        "schema-a, schema-b",
        "schema-b, schema-a",
        "database-a, database-b",
        "database-b, database-a",
        "rows-a, schema-a",
        "schema-a, rows-a",
        "database-a, rows-a"
    })
    void noMistakeReachesTheOther(String own, String foreign) throws SQLException {
        Trial trial = neighbours.trial(own, foreign);
        Map<String, Outcome> leaked = new TreeMap<>();
        for (Mistake mistake : Mistakes.all()) {
            Outcome outcome = trial.of(mistake);
            if (outcome instanceof Leaked) {
                leaked.put(mistake.name(), outcome);
            }
        }
        assertThat(leaked).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"rows-a", "schema-a", "database-a"})
    void everyKindOfMappingIsWrittenAndReadBack(String publisher) {
        String mark = publisher + " was here";
        as(publisher, session -> {
            Author author = session.createSelectionQuery("from Author order by email", Author.class)
                    .setMaxResults(1)
                    .getSingleResult();
            author.getLinks().add("https://example.org/" + publisher);
            var podcast = new Podcast(author, "slug-" + publisher, mark, "body", "https://example.org/a.mp3", 12);
            podcast.getTags()
                    .add(session.createSelectionQuery("from Tag order by name", Tag.class)
                            .setMaxResults(1)
                            .getSingleResult());
            session.persist(podcast);
            podcast.comment("A reader", mark, java.time.Instant.EPOCH);
            return null;
        });
        as(publisher, session -> {
            Post post = session.createSelectionQuery("from Post where title = :title", Post.class)
                    .setParameter("title", mark)
                    .getSingleResult();
            assertThat(post).isInstanceOf(Podcast.class);
            assertThat(post.getTags()).hasSize(1);
            assertThat(post.getAuthor().getLinks()).contains("https://example.org/" + publisher);
            assertThat(post.getComments()).extracting(Comment::getBody).containsExactly(mark);
            assertThat(Stream.of(post, post.getAuthor()))
                    .extracting(TenantOwned::getTenantId)
                    .containsOnly(publisher);
            session.remove(post);
            post.getAuthor().getLinks().remove("https://example.org/" + publisher);
            return null;
        });
    }

    private static Map<String, Integer> counts(String publisher) {
        return as(publisher, session -> {
            var counts = new TreeMap<String, Integer>();
            for (Class<?> entity : List.of(Author.class, Tag.class, Post.class, Comment.class, Subscription.class)) {
                List<?> rows = session.createSelectionQuery("from " + entity.getSimpleName(), entity)
                        .getResultList();
                assertThat(rows).allSatisfy(row -> assertThat(((TenantOwned) row).getTenantId())
                        .isEqualTo(publisher));
                counts.put(entity.getSimpleName(), rows.size());
            }
            return counts;
        });
    }

    private static <R> R as(String publisher, Function<Session, R> work) {
        try (var scope = TenantContext.of(publisher).enter()) {
            return neighbours.tenancy.fromTransaction(work);
        }
    }
}
