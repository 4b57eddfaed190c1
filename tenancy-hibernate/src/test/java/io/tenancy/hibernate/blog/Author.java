package io.tenancy.hibernate.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

/** Unversioned, with an assigned id. */
@Entity(name = "Author")
public class Author {

    @Id
    public long id;

    @TenantId
    public String tenant;

    public String name;

    protected Author() {}

    public Author(long id, String name) {
        this.id = id;
        this.name = name;
    }

    /** One that says whose it is, as a caller's input might. */
    public Author(long id, String tenant, String name) {
        this(id, name);
        this.tenant = tenant;
    }
}
