package io.tenancy.example.publishing.newsroom;

import java.time.Instant;

/** A line of the front page. */
public record Headline(String title, String author, Instant publishedAt, int comments) {}
