package io.tenancy.hibernate.repository;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.CreationTimestamp;
import org.hibernate.annotations.TenantId;

@Entity(name = "Book")
class Book {

    static final String TABLES =
            """
            create table book (tenant_id text not null, isbn text not null, title text, genre text, copies int,
              sequel_to text, created timestamptz not null, version int not null, primary key (tenant_id, isbn),
              foreign key (tenant_id, sequel_to) references book (tenant_id, isbn));
            """;

    enum Genre {
        CRIME,
        POETRY
    }

    @Id
    String isbn;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    String title;

    @Enumerated(EnumType.STRING)
    Genre genre;

    Integer copies = 0;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "sequel_to")
    Book sequelTo;

    @CreationTimestamp
    @Column(nullable = false)
    Instant created;

    @Version
    int version;

    protected Book() {}

    Book(String isbn, String title) {
        this.isbn = isbn;
        this.title = title;
    }

    String isbn() {
        return isbn;
    }

    String title() {
        return title;
    }

    Book withGenre(Genre genre) {
        this.genre = genre;
        return this;
    }

    Book withCopies(int copies) {
        this.copies = copies;
        return this;
    }
}
