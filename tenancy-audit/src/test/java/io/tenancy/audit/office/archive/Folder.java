package io.tenancy.audit.office.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import org.hibernate.annotations.TenantId;

/** Recorded as all of its package; its id has two parts. */
@Entity
public class Folder {

    @Embeddable
    public record Key(String shelf, int place) {}

    @EmbeddedId
    public Key key;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Convert(converter = Fussy.class)
    public String title;

    protected Folder() {}

    public Folder(Key key, String title) {
        this.key = key;
        this.title = title;
    }
}
