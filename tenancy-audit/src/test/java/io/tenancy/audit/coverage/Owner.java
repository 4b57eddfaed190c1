package io.tenancy.audit.coverage;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.Set;
import org.hibernate.annotations.Audited;
import org.hibernate.envers.NotAudited;

/** What is written to, whoever keeps the trail. Each contender marks its own entity of this name. */
@MappedSuperclass
@org.hibernate.envers.Audited
public abstract class Owner {

    @Id
    public long id;

    @Version
    int version;

    public String name;

    /** The one attribute that no contender is to record. */
    @Recorded(Detail.NOTHING)
    @NotAudited
    @Audited.Excluded
    public String note;

    abstract Set<String> tags();

    abstract void tags(Set<String> tags);

    abstract Set<? extends Item> items();

    abstract void add(Item item);
}
