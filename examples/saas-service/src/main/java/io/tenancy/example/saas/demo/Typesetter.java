package io.tenancy.example.saas.demo;

import io.tenancy.example.saas.publishing.Comment;
import io.tenancy.example.saas.publishing.Comments;
import io.tenancy.example.saas.publishing.Post;
import io.tenancy.example.saas.publishing.Posts;
import io.tenancy.example.saas.publishing.Tag;
import io.tenancy.example.saas.publishing.Tags;
import io.tenancy.example.saas.publishing.User;
import io.tenancy.example.saas.publishing.Users;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Stores a publisher's texts for whichever tenant is bound. */
@Component
class Typesetter {

    private static final List<String> REMARKS = List.of(
            "I have waited for somebody to write this.",
            "The second paragraph is the best one.",
            "My grandfather told it differently.",
            "Could you say where the numbers are from?");

    private final Users users;
    private final Posts posts;
    private final Tags tags;
    private final Comments comments;

    Typesetter(Users users, Posts posts, Tags tags, Comments comments) {
        this.users = users;
        this.posts = posts;
        this.tags = tags;
        this.comments = comments;
    }

    @Transactional
    public boolean set(Cast cast) {
        if (users.count() > 0) {
            return false;
        }
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        List<User> people = users.saveAll(cast.people().stream()
                .map(name -> new User(name, email(name), now.minus(Duration.ofDays(400))))
                .toList());
        List<Tag> words = tags.saveAll(cast.tags().stream().map(Tag::new).toList());
        for (int i = 0; i < cast.titles().size(); i++) {
            Instant written = now.minus(Duration.ofDays(9L * i + 1));
            String title = cast.titles().get(i);
            var post = new Post(
                    people.get(i % people.size()),
                    title,
                    "\"" + title + "\" is a text of " + cast.id()
                            + ". It is here so that there is something to read, to"
                            + " change and to find again in the audit trail.",
                    written);
            post.getTags().add(words.get(i % words.size()));
            if (i > 0) {
                post.publish(written.plus(Duration.ofHours(6)));
            }
            posts.save(post);
            for (int remark = 0; remark <= i % 3; remark++) {
                comments.save(new Comment(
                        post,
                        people.get((i + remark + 1) % people.size()),
                        REMARKS.get((i + remark) % REMARKS.size()),
                        written.plus(Duration.ofHours(8 + remark))));
            }
        }
        return true;
    }

    private static String email(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@example.org";
    }
}
