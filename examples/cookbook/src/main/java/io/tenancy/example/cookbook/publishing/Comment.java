package io.tenancy.example.cookbook.publishing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;

/** What a reader said about a post. */
@Entity
public class Comment extends Owned {

    @Id
    @GeneratedValue
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "post_id")
    private Post post;

    @Column(nullable = false)
    private String text;

    protected Comment() {}

    Comment(Post post, String text) {
        this.post = post;
        this.text = text;
    }

    public Post post() {
        return post;
    }

    public String text() {
        return text;
    }
}
