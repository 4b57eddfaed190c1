package io.tenancy.example.publishing.model;

import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A reader who wants to hear when an author publishes. */
@Entity
@Table(name = "subscription")
public class Subscription extends TenantOwned {

    @EmbeddedId
    private SubscriptionId id;

    @Column(name = "since")
    private Instant since;

    protected Subscription() {}

    public Subscription(Author author, String readerEmail, Instant since) {
        this.id = new SubscriptionId(author.getId(), readerEmail);
        this.since = since;
    }

    public SubscriptionId getId() {
        return id;
    }

    public Instant getSince() {
        return since;
    }
}
