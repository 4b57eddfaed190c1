package io.tenancy.hibernate.softdelete;

import io.tenancy.hibernate.housing.Housing;
import io.tenancy.hibernate.softdelete.OnSoftDelete.Action;
import jakarta.persistence.Cacheable;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.annotations.Cache;
import org.hibernate.annotations.CacheConcurrencyStrategy;
import org.hibernate.annotations.TenantId;

/** Topics with posts with replies, all deleted softly, and what else refers to them. */
final class Board {

    private static final String DELETION =
            " deleted_at timestamptz, deleted_by text, delete_operation uuid, version int not null,";

    static final String TABLES =
            """
            create table topic (tenant_id text not null, id bigint not null, slug text not null, title text, %s
              primary key (tenant_id, id));
            create unique index topic_slug on topic (tenant_id, slug) where deleted_at is null;
            create table topic_label (tenant_id text not null default current_setting('tenancy.tenant_id'),
              topic_id bigint not null, label text not null, primary key (tenant_id, topic_id, label),
              foreign key (tenant_id, topic_id) references topic (tenant_id, id));
            create table post (tenant_id text not null, id bigint not null, topic_id bigint, body text, %s
              primary key (tenant_id, id), foreign key (tenant_id, topic_id) references topic (tenant_id, id));
            create table reply (tenant_id text not null, id bigint not null, post_id bigint not null, answers_id bigint, %s
              primary key (tenant_id, id), foreign key (tenant_id, post_id) references post (tenant_id, id),
              foreign key (tenant_id, answers_id) references reply (tenant_id, id));
            create index on post (tenant_id, topic_id);
            create index on reply (tenant_id, post_id);
            create index on reply (tenant_id, answers_id);
            create table attachment (tenant_id text not null, id bigint not null, post_id bigint, name text, %s
              primary key (tenant_id, id), foreign key (tenant_id, post_id) references post (tenant_id, id));
            create table picture (tenant_id text not null default current_setting('tenancy.tenant_id'), id bigint not null,
              width int, primary key (tenant_id, id),
              foreign key (tenant_id, id) references attachment (tenant_id, id));
            create table pin (tenant_id text not null, id bigint not null, post_id bigint, kept_id bigint, topic_id bigint,
              primary key (tenant_id, id), foreign key (tenant_id, post_id) references post (tenant_id, id),
              foreign key (tenant_id, kept_id) references post (tenant_id, id),
              foreign key (tenant_id, topic_id) references topic (tenant_id, id));
            """
                    .replace("%s", DELETION);

    private static final String EMPTY =
            """
            delete from pin; delete from picture; delete from attachment; delete from reply; delete from post;
            delete from topic_label; delete from topic
            """;

    static final Class<?>[] ENTITIES = {Topic.class, Post.class, Reply.class, Attachment.class, Picture.class, Pin.class
    };

    private Board() {}

    /** A topic with two posts with a reply each, for a tenant and the other one in its place. */
    static void fill(Housing housing, String tenant) {
        housing.executeIn(tenant, EMPTY);
        if (!tenant.equals(Housing.ROWS)) {
            housing.executeIn(Housing.other(tenant), EMPTY);
        }
        housing.tenancy.sessionFactory().getCache().evictAllRegions();
        Stream.of(tenant, Housing.other(tenant))
                .forEach(one -> housing.as(one, session -> {
                    var topic = new Topic(1, "news");
                    topic.labels.add("hot");
                    session.persist(topic);
                    for (long id = 11; id <= 12; id++) {
                        var post = new Post(id, topic);
                        session.persist(post);
                        session.persist(new Reply(id * 10 + 1, post));
                    }
                }));
    }

    @MappedSuperclass
    abstract static class Row {
        @Id
        long id;

        @TenantId
        @Column(name = "tenant_id")
        String tenantId;

        protected Row() {}

        Row(long id) {
            this.id = id;
        }

        long id() {
            return id;
        }
    }

    @MappedSuperclass
    abstract static class DeletableRow extends Row {
        @Embedded
        Deletion deletion;

        @Version
        int version;

        protected DeletableRow() {}

        DeletableRow(long id) {
            super(id);
        }
    }

    @Entity(name = "Topic")
    @Cacheable
    @Cache(usage = CacheConcurrencyStrategy.READ_WRITE)
    static class Topic extends DeletableRow {
        String slug;

        String title;

        @OneToMany(mappedBy = "topic", cascade = CascadeType.ALL)
        List<Post> posts = new ArrayList<>();

        @ElementCollection
        @CollectionTable(name = "topic_label", joinColumns = @JoinColumn(name = "topic_id"))
        @Column(name = "label")
        Set<String> labels = new HashSet<>();

        protected Topic() {}

        Topic(long id, String slug) {
            super(id);
            this.slug = slug;
            this.title = slug;
        }
    }

    @Entity(name = "Post")
    static class Post extends DeletableRow {
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "topic_id")
        @OnSoftDelete(Action.CASCADE)
        Topic topic;

        String body;

        @OneToMany(mappedBy = "post")
        List<Reply> replies = new ArrayList<>();

        protected Post() {}

        Post(long id, Topic topic) {
            super(id);
            this.topic = topic;
            this.body = "post " + id;
        }
    }

    @Entity(name = "Reply")
    static class Reply extends DeletableRow {
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "post_id")
        @OnSoftDelete(Action.CASCADE)
        Post post;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "answers_id")
        @OnSoftDelete(Action.CASCADE)
        Reply answers;

        protected Reply() {}

        Reply(long id, Post post) {
            super(id);
            this.post = post;
        }
    }

    @Entity(name = "Attachment")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Attachment extends DeletableRow {
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "post_id")
        @OnSoftDelete(Action.CASCADE)
        Post post;

        String name;

        protected Attachment() {}

        Attachment(long id, Post post) {
            super(id);
            this.post = post;
        }
    }

    @Entity(name = "Picture")
    static class Picture extends Attachment {
        int width = 100;

        protected Picture() {}

        Picture(long id, Post post) {
            super(id, post);
        }
    }

    /** Is not deleted softly itself. */
    @Entity(name = "Pin")
    static class Pin extends Row {
        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "post_id")
        @OnSoftDelete(Action.SET_NULL)
        Post post;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "kept_id")
        @OnSoftDelete(Action.KEEP)
        Post kept;

        @ManyToOne(fetch = FetchType.LAZY)
        @JoinColumn(name = "topic_id")
        @OnSoftDelete(Action.REFUSE)
        Topic topic;

        protected Pin() {}

        Pin(long id) {
            super(id);
        }
    }
}
