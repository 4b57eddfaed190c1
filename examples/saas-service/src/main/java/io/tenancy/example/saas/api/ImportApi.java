package io.tenancy.example.saas.api;

import io.tenancy.example.saas.api.Requests.Import;
import io.tenancy.example.saas.publishing.Post;
import io.tenancy.example.saas.publishing.Posts;
import io.tenancy.example.saas.publishing.User;
import io.tenancy.example.saas.publishing.Users;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;

/** What takes longer: many posts at once, and numbers that another thread works out. */
@Api
class ImportApi {

    private final Posts posts;
    private final Users users;
    private final Digests digests;

    ImportApi(Posts posts, Users users, Digests digests) {
        this.posts = posts;
        this.users = users;
        this.digests = digests;
    }

    /** All of them or none. */
    @PostMapping("/imports")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    Imported add(@Valid @RequestBody Import wanted) {
        var authors = new HashMap<String, User>();
        var all = new ArrayList<Post>();
        for (var post : wanted.posts()) {
            User author = authors.computeIfAbsent(
                    post.author(), email -> users.findByEmail(email).orElseThrow(() -> new AbsentException("author")));
            all.add(new Post(author, post.title(), post.body(), Instant.now()));
        }
        posts.saveAll(all);
        return new Imported(all.size());
    }

    /** What an import did. */
    record Imported(int posts) {}

    @GetMapping("/digest")
    CompletableFuture<Digests.Digest> digest() {
        return digests.now();
    }
}
