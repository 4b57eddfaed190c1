package reading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity(name = "Writer")
public class Writer {

    @Id
    private long id;

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    private String name;

    protected Writer() {}

    Writer(long id) {
        this.id = id;
        this.name = "writer " + id;
    }

    String name() {
        return name;
    }
}
