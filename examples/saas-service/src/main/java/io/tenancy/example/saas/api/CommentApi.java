package io.tenancy.example.saas.api;

import io.tenancy.example.saas.api.Requests.NewComment;
import io.tenancy.example.saas.api.Views.CommentView;
import io.tenancy.example.saas.api.Views.PageView;
import io.tenancy.example.saas.publishing.Comment;
import io.tenancy.example.saas.publishing.Comments;
import io.tenancy.example.saas.publishing.Posts;
import io.tenancy.example.saas.publishing.Users;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Comments under a post. */
@Api
class CommentApi {

    private final Comments comments;
    private final Posts posts;
    private final Users users;

    CommentApi(Comments comments, Posts posts, Users users) {
        this.comments = comments;
        this.posts = posts;
        this.users = users;
    }

    @GetMapping("/posts/{post}/comments")
    @Transactional(readOnly = true)
    PageView<CommentView> list(
            @PathVariable UUID post,
            @RequestParam(defaultValue = "0") @Min(0) int page,
            @RequestParam(defaultValue = "20") @Min(1) @Max(100) int size) {
        if (!posts.existsById(post)) {
            throw new AbsentException("post");
        }
        var found = comments.findByPostId(post, PageRequest.of(page, size, Sort.by("writtenAt", "id")));
        return new PageView<>(found.map(CommentView::of).getContent(), page, size, found.getTotalElements());
    }

    @PostMapping("/posts/{post}/comments")
    @ResponseStatus(HttpStatus.CREATED)
    @Transactional
    CommentView add(@PathVariable UUID post, @Valid @RequestBody NewComment wanted) {
        var below = posts.findById(post).orElseThrow(() -> new AbsentException("post"));
        var author = users.findById(wanted.authorId()).orElseThrow(() -> new AbsentException("author"));
        return CommentView.of(comments.saveAndFlush(new Comment(below, author, wanted.body(), Instant.now())));
    }

    @DeleteMapping("/comments/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Transactional
    void delete(@PathVariable UUID id) {
        comments.delete(comments.findById(id).orElseThrow(() -> new AbsentException("comment")));
    }
}
