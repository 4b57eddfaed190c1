package io.tenancy.hibernate.bookshop;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import org.hibernate.annotations.TenantId;

@Entity(name = "Book")
public class Book {

    static final String TABLE =
            """
            create table book (tenant_id text not null, id bigint not null, version integer not null, title text,
                primary key (tenant_id, id));
            """;

    @Id
    private long id;

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    @Version
    private int version;

    private String title;

    protected Book() {}

    public Book(long id, String title) {
        this.id = id;
        this.title = title;
    }

    public void rename(String to) {
        title = to;
    }
}
