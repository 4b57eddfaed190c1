package io.tenancy.hibernate.repository.generated;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import org.hibernate.annotations.TenantId;

@Entity
class Novel {

    static final String TABLES =
            """
            create table novel (tenant_id text not null, isbn text not null, title text not null,
              primary key (tenant_id, isbn));
            """;

    @Id
    String isbn;

    @TenantId
    @Column(name = "tenant_id")
    String tenantId;

    @Column(nullable = false)
    String title;

    protected Novel() {}

    Novel(String isbn, String title) {
        this.isbn = isbn;
        this.title = title;
    }

    String title() {
        return title;
    }
}
