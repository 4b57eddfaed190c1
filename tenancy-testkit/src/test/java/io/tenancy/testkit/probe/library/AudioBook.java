package io.tenancy.testkit.probe.library;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A class with a table of its own, which Hibernate maps without a tenant. */
@Entity
@Table(name = "audio_book")
public class AudioBook extends Book {

    private int minutes;

    protected AudioBook() {}

    public AudioBook(String title, Author author, int minutes) {
        super(title, author);
        this.minutes = minutes;
    }
}
