package io.tenancy.example.publishing.model;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;
import java.util.UUID;

/** Which reader follows which author. */
@Embeddable
public record SubscriptionId(
        @Column(name = "author_id") UUID authorId, @Column(name = "reader_email") String readerEmail)
        implements Serializable {}
