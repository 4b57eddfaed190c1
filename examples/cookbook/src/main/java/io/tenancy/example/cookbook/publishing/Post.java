package io.tenancy.example.cookbook.publishing;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a user wrote. Its comments live and die with it; its tags are others' too. */
@Entity
public class Post extends Owned {

    @Id
    @GeneratedValue
    private Long id;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "author_id")
    private User author;

    @Column(nullable = false)
    private String title;

    @Column(nullable = false)
    private int words;

    @OneToMany(mappedBy = "post", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<Comment> comments = new ArrayList<>();

    @ManyToMany
    @JoinTable(
            name = "post_tag",
            joinColumns = @JoinColumn(name = "post_id"),
            inverseJoinColumns = @JoinColumn(name = "tag_id"))
    private Set<Tag> tags = new LinkedHashSet<>();

    protected Post() {}

    Post(User author, String title) {
        this.author = author;
        this.title = title;
    }

    public Post of(int count) {
        words = count;
        return this;
    }

    /** Adds a comment, which is saved with its post. */
    public Comment comment(String text) {
        var comment = new Comment(this, text);
        comments.add(comment);
        return comment;
    }

    public Post tag(Tag tag) {
        tags.add(tag);
        return this;
    }

    public Long id() {
        return id;
    }

    public User author() {
        return author;
    }

    public String title() {
        return title;
    }

    public void retitle(String newTitle) {
        title = newTitle;
    }

    public List<Comment> comments() {
        return comments;
    }

    public Set<Tag> tags() {
        return tags;
    }
}
