package io.tenancy.example.publishing.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.Table;

/** A post to cook from. */
@Entity
@Table(name = "recipe")
@PrimaryKeyJoinColumn(name = "id")
public class Recipe extends Post {

    @Column(name = "serves")
    private int serves;

    @Column(name = "minutes")
    private int minutes;

    protected Recipe() {}

    public Recipe(Author author, String slug, String title, String body, int serves, int minutes) {
        super(author, slug, title, body);
        this.serves = serves;
        this.minutes = minutes;
    }

    public int getServes() {
        return serves;
    }

    public int getMinutes() {
        return minutes;
    }
}
