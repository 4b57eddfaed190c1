package io.tenancy.testkit.probe.library;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;

/** Without a version, with a reference and with a table for each class. */
@Entity
@Table(name = "book")
@Inheritance(strategy = InheritanceType.JOINED)
public class Book extends TenantOwned {

    @Id
    @GeneratedValue
    @SequenceGenerator(name = "book_seq", sequenceName = "book_seq")
    private Long id;

    private String title;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "author_id")
    private Author author;

    protected Book() {}

    public Book(String title, Author author) {
        this.title = title;
        this.author = author;
    }

    public Long getId() {
        return id;
    }
}
