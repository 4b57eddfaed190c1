package io.tenancy.hibernate.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import org.hibernate.annotations.TenantId;

/** The root of joined tables. */
@Entity(name = "Media")
@Inheritance(strategy = InheritanceType.JOINED)
public abstract class Media {

    @Id
    public long id;

    @TenantId
    public String tenant;

    public String title;
}
