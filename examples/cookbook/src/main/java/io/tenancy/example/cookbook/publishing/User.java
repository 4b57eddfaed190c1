package io.tenancy.example.cookbook.publishing;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.List;

/** Somebody who writes. An e-mail address is unique within its tenant. */
@Entity
@Table(name = "users", uniqueConstraints = @UniqueConstraint(name = "users_email", columnNames = "email"))
public class User extends Owned {

    @Id
    @GeneratedValue
    private Long id;

    @Version
    private int version;

    @Column(nullable = false)
    private String email;

    @Column(nullable = false)
    private String name;

    @OneToMany(mappedBy = "author", cascade = CascadeType.ALL, orphanRemoval = true)
    @OrderBy("id")
    private List<Post> posts = new ArrayList<>();

    protected User() {}

    public User(String email, String name) {
        this.email = email;
        this.name = name;
    }

    /** Writes a post, which is saved with its author. */
    public Post write(String title) {
        var post = new Post(this, title);
        posts.add(post);
        return post;
    }

    public void rename(String newName) {
        name = newName;
    }

    public Long id() {
        return id;
    }

    public int version() {
        return version;
    }

    public String email() {
        return email;
    }

    public String name() {
        return name;
    }

    public List<Post> posts() {
        return posts;
    }
}
