package io.tenancy.example.publishing.model;

/** How far a post has come. */
public enum PostStatus {
    DRAFT,
    PUBLISHED,
    ARCHIVED
}
