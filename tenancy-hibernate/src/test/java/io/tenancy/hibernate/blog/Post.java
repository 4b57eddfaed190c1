package io.tenancy.hibernate.blog;

import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Version;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.TenantId;

/** Versioned, with references of each kind. */
@Entity(name = "Post")
public class Post {

    @Id
    public long id;

    @TenantId
    public String tenant;

    @Version
    public int version;

    public String title;

    @ManyToOne(fetch = FetchType.LAZY)
    public Author author;

    @ManyToMany
    public Set<Tag> tags = new HashSet<>();

    @ElementCollection
    public Set<String> words = new HashSet<>();

    protected Post() {}

    public Post(long id, String title, Author author) {
        this.id = id;
        this.title = title;
        this.author = author;
    }
}
