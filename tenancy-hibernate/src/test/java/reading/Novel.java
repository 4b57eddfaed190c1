package reading;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.util.HashSet;
import java.util.Set;
import org.hibernate.annotations.TenantId;

@Entity(name = "Novel")
public class Novel {

    /** All tables of this package. */
    public static final String TABLES =
            """
            create table writer (tenant_id text not null, id bigint not null, name text, primary key (tenant_id, id));
            create table imprint (tenant_id text not null, id bigint not null, name text, primary key (tenant_id, id));
            create table novel (
              tenant_id text not null, id bigint not null, writer_id bigint not null, imprint_id bigint not null,
              primary key (tenant_id, id),
              foreign key (tenant_id, writer_id) references writer,
              foreign key (tenant_id, imprint_id) references imprint);
            create table chapter (
              tenant_id text not null, id bigint not null, novel_id bigint not null,
              primary key (tenant_id, id),
              foreign key (tenant_id, novel_id) references novel);
            create table novel_mood (
              tenant_id text not null default nullif(current_setting('tenancy.tenant_id', true), ''),
              novel_id bigint not null, mood text not null,
              primary key (tenant_id, novel_id, mood),
              foreign key (tenant_id, novel_id) references novel);
            """;

    @Id
    private long id;

    @TenantId
    @Column(name = "tenant_id")
    private String tenantId;

    @ManyToOne(fetch = FetchType.LAZY)
    private Writer writer;

    @ManyToOne
    private Imprint imprint;

    @OneToMany(mappedBy = "novel")
    private Set<Chapter> chapters = new HashSet<>();

    @ElementCollection
    @CollectionTable(name = "novel_mood")
    @Column(name = "mood")
    private Set<String> moods = new HashSet<>();

    protected Novel() {}

    Novel(long id, Writer writer, Imprint imprint) {
        this.id = id;
        this.writer = writer;
        this.imprint = imprint;
        moods.add("dark");
    }

    Writer writer() {
        return writer;
    }

    Set<Chapter> chapters() {
        return chapters;
    }

    Set<String> moods() {
        return moods;
    }
}
