package io.tenancy.benchmarks.wire.plain;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

@Entity
public class Author {

    @Id
    long id;

    String name;
}
