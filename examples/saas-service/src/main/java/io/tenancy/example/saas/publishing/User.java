package io.tenancy.example.saas.publishing;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

/** Somebody who writes or comments at a publisher. The same person at two publishers is two users. */
@Entity
@Table(name = "app_user")
@Recorded
public class User extends TenantOwned {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Version
    private int version;

    @Column(nullable = false)
    private String name;

    /** That it changed is recorded, not what it was. */
    @Recorded(Detail.REDACTED)
    @Column(nullable = false)
    private String email;

    @Column(name = "joined_at", nullable = false)
    private Instant joinedAt;

    protected User() {}

    public User(String name, String email, Instant joinedAt) {
        this.name = name;
        this.email = email;
        this.joinedAt = joinedAt;
    }

    public UUID getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public String getEmail() {
        return email;
    }

    public Instant getJoinedAt() {
        return joinedAt;
    }
}
