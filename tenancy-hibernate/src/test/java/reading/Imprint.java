package reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity(name = "Imprint")
public class Imprint {

    @Id
    private long id;

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    private String name;

    protected Imprint() {}

    Imprint(long id) {
        this.id = id;
        this.name = "imprint " + id;
    }

    String name() {
        return name;
    }
}
