package io.tenancy.example.saas.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients send. None of it has a place for a tenant. */
final class Requests {

    private Requests() {}

    /** A new user. */
    record NewUser(@NotBlank @Size(max = 200) String name, @NotBlank @Email String email) {}

    /** A new post. */
    record NewPost(
            @NotNull UUID authorId,
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 20_000) String body,
            @Nullable Set<@NotBlank @Size(max = 50) String> tags) {}

    /** Another title and body; the version is the one that was read. */
    record PostEdit(int version, @NotBlank @Size(max = 200) String title, @NotBlank @Size(max = 20_000) String body) {}

    /** A new comment. */
    record NewComment(@NotNull UUID authorId, @NotBlank @Size(max = 2_000) String body) {}

    /** Many posts at once, by authors who are there. */
    record Import(@NotEmpty @Size(max = 1_000) List<@Valid ImportedPost> posts) {}

    /** One of them. */
    record ImportedPost(
            @NotBlank @Email String author,
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 20_000) String body) {}
}
