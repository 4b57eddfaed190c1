package io.tenancy.testkit.probe.library;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;

/** Numbered by hand, so that tenants have the same ids. */
@Entity
@Table(name = "shelf")
public class Shelf extends TenantOwned {

    @Id
    private int id;

    private String room;

    @ElementCollection
    @CollectionTable(name = "shelf_label", joinColumns = @JoinColumn(name = "shelf_id"))
    @Column(name = "label")
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    private Set<String> labels = new HashSet<>();

    @ManyToMany
    @JoinTable(
            name = "shelf_book",
            joinColumns = @JoinColumn(name = "shelf_id"),
            inverseJoinColumns = @JoinColumn(name = "book_id"))
    private Set<Book> books = new HashSet<>();

    protected Shelf() {}

    public Shelf(int id, String room, String label, Book book) {
        this.id = id;
        this.room = room;
        labels.add(label);
        books.add(book);
    }
}
