package io.tenancy.example.publishing.model;

import static jakarta.persistence.FetchType.LAZY;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a reader says under a post, perhaps in reply to another reader. */
@Entity
@Table(name = "comment")
public class Comment extends TenantOwned {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "comment_seq")
    @SequenceGenerator(name = "comment_seq", sequenceName = "comment_seq", allocationSize = 50)
    @Column(name = "id")
    private Long id;

    @ManyToOne(fetch = LAZY, optional = false)
    @JoinColumn(name = "post_id")
    private Post post;

    @ManyToOne(fetch = LAZY)
    @JoinColumn(name = "reply_to_id")
    private Comment replyTo;

    @Column(name = "reader")
    private String reader;

    @Column(name = "body")
    private String body;

    @Column(name = "written_at")
    private Instant writtenAt;

    protected Comment() {}

    public Comment(Post post, String reader, String body, Instant writtenAt) {
        this.post = post;
        this.reader = reader;
        this.body = body;
        this.writtenAt = writtenAt;
    }

    public Comment inReplyTo(Comment earlier) {
        this.replyTo = earlier;
        return this;
    }

    public Long getId() {
        return id;
    }

    public Post getPost() {
        return post;
    }

    public Comment getReplyTo() {
        return replyTo;
    }

    public String getReader() {
        return reader;
    }

    public String getBody() {
        return body;
    }

    public Instant getWrittenAt() {
        return writtenAt;
    }
}
