package io.tenancy.example.cookbook.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** A word that posts are found by. */
@Entity
@Table(uniqueConstraints = @UniqueConstraint(name = "tag_name", columnNames = "name"))
public class Tag extends Owned {

    @Id
    @GeneratedValue
    private Long id;

    @Column(nullable = false)
    private String name;

    protected Tag() {}

    public Tag(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }
}
