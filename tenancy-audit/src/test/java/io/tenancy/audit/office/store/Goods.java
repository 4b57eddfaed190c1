package io.tenancy.audit.office.store;

import io.tenancy.audit.Detail;
import io.tenancy.audit.Recorded;
import io.tenancy.audit.office.Letter.Manner;
import io.tenancy.audit.office.Topic;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import org.hibernate.annotations.TenantId;

/** What a box and a crate have in common: all but who records them. */
@MappedSuperclass
public abstract class Goods {

    @Embeddable
    public record Place(String hall, @Recorded(Detail.REDACTED) String shelf) {}

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Version
    int version;

    public String name;

    @Enumerated(EnumType.STRING)
    public Manner manner;

    public BigDecimal price;

    public Instant bought;

    @Embedded
    public Place place;

    @Recorded(Detail.DIGEST)
    public String contract;

    @Recorded(Detail.NOTHING)
    public String note;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "topic_id")
    public Topic topic;
}
