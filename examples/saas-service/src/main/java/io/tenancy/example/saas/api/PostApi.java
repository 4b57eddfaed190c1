package io.tenancy.example.saas.api;

import io.tenancy.example.saas.api.Requests.NewPost;
import io.tenancy.example.saas.api.Requests.PostEdit;
import io.tenancy.example.saas.api.Views.PostSummary;
import io.tenancy.example.saas.api.Views.PostView;
import io.tenancy.example.saas.api.Views.ScrollView;
import io.tenancy.example.saas.publishing.Comments;
import io.tenancy.example.saas.publishing.Post;
import io.tenancy.example.saas.publishing.Posts;
import io.tenancy.example.saas.publishing.Tag;
import io.tenancy.example.saas.publishing.Tags;
import io.tenancy.example.saas.publishing.Users;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.orm.ObjectOptimisticLockingFailureException;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Posts. Not a word about tenants. */
@Api
class PostApi {

    private final Posts posts;
    private final Users users;
    private final Tags tags;
    private final Comments comments;
    private final PostScroll scroll;

    PostApi(Posts posts, Users users, Tags tags, Comments comments, PostScroll scroll) {
        this.posts = posts;
        this.users = users;
        this.tags = tags;
        this.comments = comments;
        this.scroll = scroll;
    }

    /** The newest first, from a cursor on. */
    @GetMapping("/posts")
    @Transactional(readOnly = true)
    ScrollView<PostSummary> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        return scroll.after(after, size);
    }

    @GetMapping("/posts/search")
    @Transactional(readOnly = true)
    List<PostSummary> search(@RequestParam String title) {
        return posts.findByTitleContainingIgnoreCaseOrderByCreatedAtDesc(title, Limit.of(50)).stream()
                .map(PostSummary::of)
                .toList();
    }

    @GetMapping("/posts/{id}")
    @Transactional(readOnly = true)
    PostView find(@PathVariable UUID id) {
        return PostView.of(require(id));
    }

    @PostMapping("/posts")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    PostView add(@Valid @RequestBody NewPost wanted) {
        var author = users.findById(wanted.authorId()).orElseThrow(() -> new AbsentException("author"));
        var post = new Post(author, wanted.title(), wanted.body(), Instant.now());
        post.getTags().addAll(tagged(wanted.tags() == null ? Set.of() : wanted.tags()));
        return PostView.of(posts.saveAndFlush(post));
    }

    @PutMapping("/posts/{id}")
    @Transactional
    PostView edit(@PathVariable UUID id, @Valid @RequestBody PostEdit edit) {
        Post post = require(id);
        if (post.getVersion() != edit.version()) {
            throw new ObjectOptimisticLockingFailureException(Post.class, id);
        }
        post.edit(edit.title(), edit.body());
        return PostView.of(posts.saveAndFlush(post));
    }

    @PostMapping("/posts/{id}/publication")
    @Transactional
    PostView publish(@PathVariable UUID id) {
        Post post = require(id);
        post.publish(Instant.now());
        return PostView.of(posts.saveAndFlush(post));
    }

    @DeleteMapping("/posts/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void delete(@PathVariable UUID id) {
        Post post = require(id);
        comments.deleteByPostId(id);
        posts.delete(post);
    }

    @GetMapping("/tags")
    @Transactional(readOnly = true)
    List<Views.TagView> tags() {
        return tags.usage().stream()
                .map(usage -> new Views.TagView(usage.getName(), usage.getPosts()))
                .toList();
    }

    private Post require(UUID id) {
        return posts.findWithTagsById(id).orElseThrow(() -> new AbsentException("post"));
    }

    /** Those that there are, and new ones for the rest. */
    private Set<Tag> tagged(Set<String> names) {
        var known = new HashSet<>(tags.findByNameIn(names));
        Set<String> left = new HashSet<>(names);
        known.forEach(tag -> left.remove(tag.getName()));
        known.addAll(tags.saveAll(left.stream().map(Tag::new).toList()));
        return known;
    }
}
