package reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import org.hibernate.annotations.TenantId;

@Entity(name = "Chapter")
public class Chapter {

    @Id
    private long id;

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    @ManyToOne(fetch = FetchType.LAZY)
    private Novel novel;

    protected Chapter() {}

    Chapter(long id, Novel novel) {
        this.id = id;
        this.novel = novel;
    }
}
