package io.tenancy.benchmarks.wire.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Comment {

    @Id
    long id;

    String body;

    @ManyToOne(fetch = FetchType.LAZY)
    Post post;
}
