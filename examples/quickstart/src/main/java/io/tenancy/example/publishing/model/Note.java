package io.tenancy.example.publishing.model;

import static jakarta.persistence.FetchType.LAZY;

import io.tenancy.hibernate.softdelete.Deletion;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** What editors tell each other about a post. It is deleted softly: who took a note away can be asked, and undone. */
@Entity
@Table(name = "note")
public class Note extends TenantOwned {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    @Column(name = "id")
    private UUID id;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(name = "post_id")
    private Post post;

    @Column(name = "text")
    private String text;

    @Embedded
    private Deletion deletion;

    protected Note() {}

    public Note(Post post, String text) {
        this.post = post;
        this.text = text;
    }

    public UUID getId() {
        return id;
    }

    public Post getPost() {
        return post;
    }

    public String getText() {
        return text;
    }

    public Deletion getDeletion() {
        return deletion;
    }
}
