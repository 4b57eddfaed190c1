package io.tenancy.example.saas.publishing;

/** Who may read a post. */
public enum PostStatus {
    DRAFT,
    PUBLISHED
}
