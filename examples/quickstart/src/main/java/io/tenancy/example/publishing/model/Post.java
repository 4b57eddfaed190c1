package io.tenancy.example.publishing.model;

import static jakarta.persistence.CascadeType.ALL;
import static jakarta.persistence.FetchType.LAZY;
import static org.hibernate.annotations.CacheConcurrencyStrategy.READ_WRITE;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.UuidGenerator;

/** What readers come for: an article, or one of its special kinds, {@link Podcast} and {@link Recipe}. */
@Entity
@Table(name = "post")
@Inheritance(strategy = InheritanceType.JOINED)
public class Post extends TenantOwned {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Column(name = "id")
    private UUID id;

    @Version
    @Column(name = "version")
    private int version;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(name = "author_id")
    private Author author;

    @Column(name = "slug")
    private String slug;

    @Column(name = "title")
    private String title;

    @Column(name = "body")
    private String body;

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private PostStatus status = PostStatus.DRAFT;

    @Column(name = "published_at")
    private Instant publishedAt;

    @ManyToMany
    @JoinTable(
            name = "post_tag",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    @Cache(usage = READ_WRITE)
    private Set<Tag> tags = new LinkedHashSet<>();

    @OneToMany(mappedBy = "post", cascade = ALL, orphanRemoval = true)
    @OrderBy("writtenAt")
    private List<Comment> comments = new ArrayList<>();

    protected Post() {}

    public Post(Author author, String slug, String title, String body) {
        this.author = author;
        this.slug = slug;
        this.title = title;
        this.body = body;
    }

    public UUID getId() {
        return id;
    }

    public int getVersion() {
        return version;
    }

    public Author getAuthor() {
        return author;
    }

    public String getSlug() {
        return slug;
    }

    public String getTitle() {
        return title;
    }

    public void rename(String newTitle) {
        this.title = newTitle;
    }

    public String getBody() {
        return body;
    }

    public PostStatus getStatus() {
        return status;
    }

    public Instant getPublishedAt() {
        return publishedAt;
    }

    public void publish(Instant at) {
        status = PostStatus.PUBLISHED;
        publishedAt = at;
    }

    /** Takes the post off the front page; links to it keep working. */
    public void archive() {
        status = PostStatus.ARCHIVED;
    }

    public Set<Tag> getTags() {
        return tags;
    }

    public List<Comment> getComments() {
        return comments;
    }

    public Comment comment(String reader, String text, Instant at) {
        var comment = new Comment(this, reader, text, at);
        comments.add(comment);
        return comment;
    }
}
