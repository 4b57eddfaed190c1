package io.tenancy.benchmarks.wire.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Post {

    @Id
    long id;

    String title;

    @ManyToOne(fetch = FetchType.LAZY)
    Author author;
}
