package io.tenancy.example.publishing.model;

import static jakarta.persistence.FetchType.LAZY;
import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_WRITE;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.NaturalIdCache;
import org.hibernate.annotations.UuidGenerator;

/** Somebody who writes for a publisher. The same person may write for two; these are two authors. */
@Entity
@Table(name = "author")
@NaturalIdCache(region = "author-by-email")
public class Author extends TenantOwned {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Column(name = "id")
    private UUID id;

    @Version
    @Column(name = "version")
    private int version;

    @Column(name = "name")
    private String name;

    @NaturalId
    @Column(name = "email")
    private String email;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(name = "country_code")
    private Country country;

    @ElementCollection
    @CollectionTable(name = "author_link", joinColumns = @JoinColumn(name = "author_id"))
    @Column(name = "link")
    @Cache(usage = READ_WRITE)
    private Set<String> links = new LinkedHashSet<>();

    protected Author() {}

    public Author(String name, String email, Country country) {
        this.name = name;
        this.email = email;
        this.country = country;
    }

    public UUID getId() {
        return id;
    }

    public int getVersion() {
        return version;
    }

    public String getName() {
        return name;
    }

    public void rename(String newName) {
        this.name = newName;
    }

    public String getEmail() {
        return email;
    }

    public Country getCountry() {
        return country;
    }

    public Set<String> getLinks() {
        return links;
    }
}
