package io.tenancy.testkit.probe.library;

import jakarta.persistence.Cacheable;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;

/** Versioned, with a natural id and a set of elements. */
@Entity
@Table(name = "author")
@Cacheable
@Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
@NaturalIdCache
public class Author extends TenantOwned {

    @Id
    @GeneratedValue
    @SequenceGenerator(name = "author_seq", sequenceName = "author_seq")
    private Long id;

    @Version
    private int version;

    @NaturalId
    private String email;

    private String name;

    @ElementCollection
    @CollectionTable(name = "author_nickname", joinColumns = @JoinColumn(name = "author_id"))
    @Column(name = "nickname")
    private Set<String> nicknames = new HashSet<>();

    @OneToMany(mappedBy = "author")
    private List<Book> books = new ArrayList<>();

    protected Author() {}

    public Author(String email, String name, String nickname) {
        this.email = email;
        this.name = name;
        nicknames.add(nickname);
    }
}
