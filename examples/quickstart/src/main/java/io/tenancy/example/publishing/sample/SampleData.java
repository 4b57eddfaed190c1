package io.tenancy.example.publishing.sample;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a publisher starts with. Rows name each other by what people know: e-mail address, slug, tag. Immutable. */
public record SampleData(
        List<AuthorRow> authors,
        List<String> tags,
        List<PostRow> posts,
        List<PostTagRow> postTags,
        List<CommentRow> comments,
        List<SubscriptionRow> subscriptions) {

    public record AuthorRow(String name, String email, String country, List<String> links) {}

    /** The kind is {@code article}, {@code podcast} or {@code recipe}; what a kind does not have is empty. */
    public record PostRow(
            String slug,
            String kind,
            String authorEmail,
            String title,
            String body,
            String status,
            Optional<Instant> publishedAt,
            Optional<Integer> minutes,
            Optional<Integer> serves,
            Optional<String> audioUrl) {}

    public record PostTagRow(String postSlug, String tag) {}

    /** A reply names the number of the earlier comment. */
    public record CommentRow(
            int number, String postSlug, Optional<Integer> replyTo, String reader, Instant writtenAt, String body) {}

    public record SubscriptionRow(String authorEmail, String readerEmail, Instant since) {}

    /** @throws IllegalArgumentException if no sample data ships for the publisher */
    public static SampleData of(String publisher) {
        return new SampleData(
                new CsvFile(publisher, "authors").read(SampleData::author),
                new CsvFile(publisher, "tags").read(row -> row.getField("name")),
                new CsvFile(publisher, "posts").read(SampleData::post),
                new CsvFile(publisher, "post_tags")
                        .read(row -> new PostTagRow(row.getField("post_slug"), row.getField("tag"))),
                new CsvFile(publisher, "comments").read(SampleData::comment),
                new CsvFile(publisher, "subscriptions").read(SampleData::subscription));
    }

    /** How many rows the files hold. */
    public int rows() {
        return Stream.of(authors, tags, posts, postTags, comments, subscriptions)
                .mapToInt(List::size)
                .sum();
    }

    private static AuthorRow author(NamedCsvRecord row) {
        List<String> links = present(row, "links")
                .map(all -> Arrays.asList(all.split(" ", -1)))
                .orElse(List.of());
        return new AuthorRow(row.getField("name"), row.getField("email"), row.getField("country"), links);
    }

    private static PostRow post(NamedCsvRecord row) {
        return new PostRow(
                row.getField("slug"),
                row.getField("kind"),
                row.getField("author_email"),
                row.getField("title"),
                row.getField("body"),
                row.getField("status"),
                present(row, "published_at").map(Instant::parse),
                present(row, "minutes").map(Integer::valueOf),
                present(row, "serves").map(Integer::valueOf),
                present(row, "audio_url"));
    }

    private static CommentRow comment(NamedCsvRecord row) {
        return new CommentRow(
                Integer.parseInt(row.getField("number")),
                row.getField("post_slug"),
                present(row, "reply_to").map(Integer::valueOf),
                row.getField("reader"),
                Instant.parse(row.getField("written_at")),
                row.getField("body"));
    }

    private static SubscriptionRow subscription(NamedCsvRecord row) {
        return new SubscriptionRow(
                row.getField("author_email"), row.getField("reader_email"), Instant.parse(row.getField("since")));
    }

    private static Optional<String> present(NamedCsvRecord row, String field) {
        return Optional.of(row.getField(field)).filter(value -> !value.isEmpty());
    }
}
