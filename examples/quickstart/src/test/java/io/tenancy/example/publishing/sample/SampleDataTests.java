package io.tenancy.example.publishing.sample;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.example.publishing.sample.SampleData.AuthorRow;
import io.tenancy.example.publishing.sample.SampleData.CommentRow;
import io.tenancy.example.publishing.sample.SampleData.PostRow;
import io.tenancy.example.publishing.sample.SampleData.PostTagRow;
import io.tenancy.example.publishing.sample.SampleData.SubscriptionRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleDataTests {

    private static final String NORTHWIND = "northwind-press";
    private static final String TIDEWATER = "tidewater";
    private static final String KETTLE = "kettle-and-crumb";
    private static final String LAMPLIGHT = "lamplight-review";

    @ParameterizedTest
    @ValueSource(strings = {NORTHWIND, TIDEWATER, KETTLE})
    void isAsLargeAsAYoungPublisher(String publisher) {
        var data = SampleData.of(publisher);
        assertThat(data.authors()).hasSizeBetween(6, 10);
        assertThat(data.posts()).hasSizeBetween(25, 40);
        assertThat(data.comments()).hasSizeBetween(60, 120);
        assertThat(data.tags()).hasSizeBetween(8, 12);
        assertThat(data.rows()).isGreaterThan(150);
    }

    @ParameterizedTest
    @ValueSource(strings = {NORTHWIND, TIDEWATER, KETTLE, LAMPLIGHT})
    void everyReferenceLeadsToARow(String publisher) {
        var data = SampleData.of(publisher);
        Set<String> emails = data.authors().stream().map(AuthorRow::email).collect(toSet());
        Set<String> slugs = slugs(data);
        assertThat(emails).hasSameSizeAs(data.authors());
        assertThat(slugs).hasSameSizeAs(data.posts());
        assertThat(data.tags()).doesNotHaveDuplicates();
        assertThat(data.postTags()).doesNotHaveDuplicates();
        assertThat(emails)
                .containsAll(data.posts().stream().map(PostRow::authorEmail).toList());
        assertThat(emails)
                .containsAll(data.subscriptions().stream()
                        .map(SubscriptionRow::authorEmail)
                        .toList());
        assertThat(slugs)
                .containsAll(data.postTags().stream().map(PostTagRow::postSlug).toList());
        assertThat(data.tags())
                .containsAll(data.postTags().stream().map(PostTagRow::tag).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {NORTHWIND, TIDEWATER, KETTLE, LAMPLIGHT})
    void everyCommentFollowsItsPostAndWhatItAnswers(String publisher) {
        var data = SampleData.of(publisher);
        var published = new HashMap<String, PostRow>();
        data.posts().forEach(post -> published.put(post.slug(), post));
        var seen = new HashMap<Integer, CommentRow>();
        for (CommentRow comment : data.comments()) {
            assertThat(published).containsKey(comment.postSlug());
            assertThat(published.get(comment.postSlug()).publishedAt())
                    .hasValueSatisfying(at -> assertThat(at).isBefore(comment.writtenAt()));
            comment.replyTo().ifPresent(earlier -> {
                assertThat(seen).containsKey(earlier);
                assertThat(seen.get(earlier).postSlug()).isEqualTo(comment.postSlug());
                assertThat(seen.get(earlier).writtenAt()).isBefore(comment.writtenAt());
            });
            seen.put(comment.number(), comment);
        }
        assertThat(seen).hasSameSizeAs(data.comments());
    }

    @Test
    void noTextIsSaidTwice() {
        var texts = Stream.of(NORTHWIND, TIDEWATER, KETTLE, LAMPLIGHT)
                .map(SampleData::of)
                .flatMap(data -> Stream.concat(
                        data.posts().stream().map(PostRow::body),
                        data.comments().stream().map(CommentRow::body)))
                .toList();
        assertThat(texts).doesNotHaveDuplicates().noneMatch(String::isBlank);
    }

    @Test
    void publishersShareNamesOnPurpose() {
        assertThat(shared(List.of(NORTHWIND, TIDEWATER, KETTLE), SampleDataTests::slugs))
                .contains("about-us", "letters-to-the-editor");
        assertThat(shared(List.of(NORTHWIND, TIDEWATER, KETTLE), data -> new HashSet<>(data.tags())))
                .contains("interview");
        assertThat(shared(List.of(TIDEWATER, KETTLE), SampleDataTests::emails))
                .containsExactlyInAnyOrder("editor@example.org", "mara.lindqvist@example.org");
        assertThat(shared(List.of(NORTHWIND, LAMPLIGHT), SampleDataTests::emails))
                .containsExactlyInAnyOrder("editor@example.org", "ruth.adeyemi@example.org");
    }

    @Test
    void refusesAPublisherWithoutData() {
        assertThatThrownBy(() -> SampleData.of("nobody"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nobody'")
                .hasMessageContaining("/data/nobody/authors.csv");
    }

    private static Set<String> slugs(SampleData data) {
        return data.posts().stream().map(PostRow::slug).collect(toSet());
    }

    private static Set<String> emails(SampleData data) {
        return data.authors().stream().map(AuthorRow::email).collect(toSet());
    }

    private static Set<String> shared(
            List<String> publishers, java.util.function.Function<SampleData, Set<String>> names) {
        var shared = new HashSet<>(names.apply(SampleData.of(publishers.get(0))));
        publishers.forEach(publisher -> shared.retainAll(names.apply(SampleData.of(publisher))));
        return shared;
    }
}
