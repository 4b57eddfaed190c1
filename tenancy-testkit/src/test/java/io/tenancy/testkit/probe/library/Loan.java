package io.tenancy.testkit.probe.library;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.LocalDate;

/** With an id of two columns. */
@Entity
@Table(name = "loan")
public class Loan extends TenantOwned {

    @Embeddable
    public record Id(@Column(name = "book_id") Long bookId, @Column(name = "reader") String reader)
            implements Serializable {}

    @EmbeddedId
    private Id id;

    private LocalDate due;

    protected Loan() {}

    public Loan(Book book, String reader) {
        this.id = new Id(book.getId(), reader);
        this.due = LocalDate.of(2026, 5, 1);
    }
}
