package io.tenancy.hibernate.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity(name = "Tag")
public class Tag {

    @Id
    public long id;

    @TenantId
    public String tenant;

    public String word;

    protected Tag() {}

    public Tag(long id, String word) {
        this.id = id;
        this.word = word;
    }
}
