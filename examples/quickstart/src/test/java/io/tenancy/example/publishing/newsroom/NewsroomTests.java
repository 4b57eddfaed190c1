package io.tenancy.example.publishing.newsroom;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.context.TenantContext;
import io.tenancy.example.publishing.Newsstand;
import io.tenancy.example.publishing.model.Author;
import io.tenancy.example.publishing.model.Comment;
import io.tenancy.example.publishing.model.Podcast;
import io.tenancy.example.publishing.model.Post;
import io.tenancy.example.publishing.model.Recipe;
import io.tenancy.example.publishing.model.Subscription;
import io.tenancy.example.publishing.model.Tag;
import io.tenancy.example.publishing.sample.SampleData;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.testkit.junit.AsTenant;
import io.tenancy.testkit.junit.QueryBudget;
import io.tenancy.testkit.junit.TenancyTest;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All publishers in the same tables. */
@TenancyTest(Newsstand.class)
class NewsroomTests {

    private Newsroom newsroom;

    @BeforeEach
    void open(HibernateTenancy tenancy) {
        newsroom = new Newsroom(tenancy.sessionFactory());
    }

    @ParameterizedTest
    @ValueSource(strings = {"northwind-press", "tidewater", "kettle-and-crumb", "lamplight-review"})
    void everyRowOfTheSampleDataIsThere(String publisher, HibernateTenancy tenancy) {
        var data = SampleData.of(publisher);
        TenantContext.of(publisher)
                .run(() -> tenancy.inTransaction(session -> {
                    assertThat(count(session, Author.class))
                            .isEqualTo(data.authors().size());
                    assertThat(count(session, Tag.class)).isEqualTo(data.tags().size());
                    assertThat(count(session, Post.class))
                            .isEqualTo(data.posts().size());
                    assertThat(count(session, Podcast.class)).isEqualTo(kind(data, "podcast"));
                    assertThat(count(session, Recipe.class)).isEqualTo(kind(data, "recipe"));
                    assertThat(count(session, Comment.class))
                            .isEqualTo(data.comments().size());
                    assertThat(count(session, Subscription.class))
                            .isEqualTo(data.subscriptions().size());
                    assertThat(session.createSelectionQuery("select sum(size(p.tags)) from Post p", Long.class)
                                    .getSingleResult())
                            .isEqualTo(data.postTags().size());
                    assertThat(session.createSelectionQuery("select sum(size(a.links)) from Author a", Long.class)
                                    .getSingleResult())
                            .isEqualTo(data.authors().stream()
                                    .mapToLong(author -> author.links().size())
                                    .sum());
                }));
    }

    @Test
    @AsTenant("tidewater")
    @QueryBudget(selects = 1)
    void frontPageShowsTheNewestPosts() {
        var page = newsroom.frontPage(3);

        assertThat(page)
                .extracting(Headline::title)
                .containsExactly(
                        "Letters: on significance, salps, and our cover",
                        "Fish on Friday: what the menu says, and what the DNA says",
                        "Jellyfish against power station, the fourth round");
        assertThat(page).extracting(Headline::comments).containsExactly(2, 3, 2);
    }

    @Test
    void frontPageShowsItsPublishersPostsOnly() {
        var tidewater = ask("tidewater", newsroom -> newsroom.frontPage(100));
        assertThat(ask("lamplight-review", newsroom -> newsroom.frontPage(100)))
                .hasSize(7)
                .extracting(Headline::title)
                .doesNotContainAnyElementsOf(
                        tidewater.stream().map(Headline::title).toList());
    }

    @Test
    void theSameTagFindsEachPublishersOwnPosts() {
        assertThat(ask("lamplight-review", newsroom -> newsroom.titlesTagged("interview")))
                .containsExactly("Interview with a typesetter who reads everything upside down");
        assertThat(ask("kettle-and-crumb", newsroom -> newsroom.titlesTagged("interview")))
                .containsExactly(
                        "Four hundred lunches by noon: an interview with a school cook",
                        "Proof 1: bakers who get up at two");
    }

    @Test
    @AsTenant("northwind-press")
    void publishesAndTakesComments() {
        newsroom.publish(
                "ruth.adeyemi@example.org",
                "sea-wall-owner-found",
                "The sea wall has an owner",
                "It is us.",
                Set.of("politics", "masonry"));
        newsroom.comment("sea-wall-owner-found", "R. Hallam", "About that café.");

        assertThat(newsroom.frontPage(1))
                .singleElement()
                .returns("The sea wall has an owner", Headline::title)
                .returns(1, Headline::comments);
        assertThat(newsroom.titlesTagged("masonry")).containsExactly("The sea wall has an owner");
        assertThat(ask("lamplight-review", newsroom -> newsroom.titlesTagged("masonry")))
                .isEmpty();
    }

    private static long count(Session session, Class<?> entity) {
        return session.createSelectionQuery("select count(*) from " + entity.getSimpleName(), Long.class)
                .getSingleResult();
    }

    private static long kind(SampleData data, String kind) {
        return data.posts().stream().filter(post -> post.kind().equals(kind)).count();
    }

    private <T> List<T> ask(String publisher, Function<Newsroom, List<T>> question) {
        try (var scope = TenantContext.of(publisher).enter()) {
            return question.apply(newsroom);
        }
    }
}
