package io.tenancy.hibernate.blog;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;

/** Says neither whose it is nor that it is shared. */
@Entity(name = "Visit")
public class Visit {

    @Id
    public long id;
}
