package io.tenancy.audit.office;

import io.tenancy.audit.Recorded;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.annotations.TenantId;

/** Not recorded itself; both Hibernate and the database delete its pages with it. */
@Entity
public class Volume {

    @Id
    public long id;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @OneToMany(mappedBy = "volume", cascade = CascadeType.ALL)
    public List<Page> pages = new ArrayList<>();

    protected Volume() {}

    public Volume(long id, long page) {
        this.id = id;
        pages.add(new Page(page, this));
    }

    @Entity(name = "Page")
    @Recorded
    public static class Page {

        @Id
        public long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        @ManyToOne
        @JoinColumn(name = "volume_id")
        Volume volume;

        protected Page() {}

        Page(long id, Volume volume) {
            this.id = id;
            this.volume = volume;
        }
    }
}
