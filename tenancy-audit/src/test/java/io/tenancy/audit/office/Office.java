package io.tenancy.audit.office;

import io.tenancy.Actor;
import io.tenancy.audit.AuditSettings;
import io.tenancy.audit.history.AuditEvent;
import io.tenancy.audit.history.History;
import io.tenancy.audit.history.HistoryPage;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.office.archive.Folder;
import io.tenancy.audit.office.archive.Scrap;
import io.tenancy.audit.office.store.Bottle;
import io.tenancy.audit.office.store.Box;
import io.tenancy.audit.office.store.Crate;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.housing.Housing;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.cfg.BatchSettings;
import org.hibernate.cfg.MappingSettings;

/**
 * Two tenants in each placement, whose papers are recorded. One for all test classes, which keep apart by the ids of their
 * rows; it ends with the test server.
 */
public final class Office {

    public static final Actor ANN = Actor.user("ann").withReason("at the desk");

    private static final String TENANT = "tenant_id text not null default current_setting('tenancy.tenant_id'),";

    private static final String TABLES =
            """
            create table client (%s id bigint not null, version int not null, name text, note text, iban text,
              contract bytea, credit numeric(12, 2), city text, street text, primary key (tenant_id, id));
            create table client_tag (%s client_id bigint not null, tag text not null,
              primary key (tenant_id, client_id, tag), foreign key (tenant_id, client_id) references client);
            create table client_contact (%s client_id bigint not null, way text, number text,
              foreign key (tenant_id, client_id) references client);
            create index on client_contact (tenant_id, client_id);
            create table client_step (%s client_id bigint not null, place int not null, step text,
              primary key (tenant_id, client_id, place), foreign key (tenant_id, client_id) references client);
            create table client_label (%s client_id bigint not null, label text not null, content text,
              primary key (tenant_id, client_id, label), foreign key (tenant_id, client_id) references client);
            create table topic (%s id bigint not null, name text, primary key (tenant_id, id));
            create table client_topic (%s client_id bigint not null, topic_id bigint not null,
              primary key (tenant_id, client_id, topic_id), foreign key (tenant_id, client_id) references client,
              foreign key (tenant_id, topic_id) references topic);
            create table letter (%s id bigint not null, subject text, manner text, client_id bigint,
              primary key (tenant_id, id), foreign key (tenant_id, client_id) references client);
            create table paper (%s id bigint not null, title text, primary key (tenant_id, id));
            create table treaty (%s id bigint not null, years int not null, primary key (tenant_id, id),
              foreign key (tenant_id, id) references paper);
            create table folder (%s shelf text not null, place int not null, title text,
              primary key (tenant_id, shelf, place));
            create table memo (%s id bigint not null, body text, deleted_at timestamptz, deleted_by text,
              delete_operation uuid, primary key (tenant_id, id));
            create table specimen (%s id uuid not null, version int not null, text text, letter char(1),
              truth boolean not null, whole int not null, big bigint, amount numeric(30, 4), huge numeric(40),
              ratio double precision not null, share real not null, bytes bytea, uuid uuid, day date, local timestamp,
              time time, moment timestamptz, offset_at timestamptz, named text, counted smallint, converted char(1),
              document jsonb, words text[], numbers int[], length double precision, size smallint, digested_text text,
              digested_bytes bytea, digested_number bigint, redacted text, excluded text, folder_shelf text,
              folder_place int, client_id bigint, primary key (tenant_id, id));
            create table binder (%s id bigint not null, name text, primary key (tenant_id, id));
            create table sheet (%s id bigint not null, name text, binder_id bigint, primary key (tenant_id, id),
              foreign key (tenant_id, binder_id) references binder on delete cascade);
            create table volume (%s id bigint not null, primary key (tenant_id, id));
            create table page (%s id bigint not null, volume_id bigint, primary key (tenant_id, id),
              foreign key (tenant_id, volume_id) references volume on delete cascade);
            create table animal (%s id bigint not null, sort text not null, name text, lives int, loud boolean,
              primary key (tenant_id, id));
            create table box (%s id bigint not null, version int not null, name text, manner text, price numeric(12, 2),
              bought timestamptz, hall text, shelf text, contract text, note text, topic_id bigint,
              primary key (tenant_id, id), foreign key (tenant_id, topic_id) references topic);
            create table crate (%s id bigint not null, version int not null, name text, manner text, price numeric(12, 2),
              bought timestamptz, hall text, shelf text, contract text, note text, topic_id bigint,
              primary key (tenant_id, id), foreign key (tenant_id, topic_id) references topic);
            create table bottle (%s id bigint not null, crate_id bigint not null, label text, primary key (tenant_id, id),
              foreign key (tenant_id, crate_id) references crate on delete cascade);
            create table scrap (%s id bigint not null, primary key (tenant_id, id));
            """
                    .replace("%s", TENANT);

    private static final AtomicLong IDS = new AtomicLong();

    /** One more than a transaction holds in memory. */
    public static final int TOO_MANY = 251;

    public final Housing housing = Housing.of(
            TABLES + AuditLog.script() + "select tenancy_audit_log();",
            builder -> builder.setting(BatchSettings.STATEMENT_BATCH_SIZE, 50)
                    .setting(AuditSettings.ROWS_AT_MOST, 250)
                    .setting(MappingSettings.JSON_FORMAT_MAPPER, new PlainJson())
                    .purgePermission((context, entity) -> true),
            Client.class,
            Topic.class,
            Letter.class,
            Paper.class,
            Treaty.class,
            Folder.class,
            Memo.class,
            Specimen.class,
            Binder.class,
            Binder.Sheet.class,
            Volume.class,
            Volume.Page.class,
            Animal.class,
            Animal.Cat.class,
            Animal.Dog.class,
            Box.class,
            Crate.class,
            Bottle.class,
            Scrap.class);

    private static final class Shared {
        static final Office OFFICE = new Office();
    }

    public static Office shared() {
        return Shared.OFFICE;
    }

    /** An id that no other test has. */
    public static long id() {
        return IDS.incrementAndGet();
    }

    public static TenantContext context(String tenant) {
        return TenantContext.of(tenant).withActor(ANN).withCorrelationId("mail-7");
    }

    public void as(String tenant, Consumer<Session> work) {
        context(tenant).run(() -> housing.tenancy.inTransaction(work));
    }

    public void statelessAs(String tenant, Consumer<StatelessSession> work) {
        context(tenant).run(() -> housing.tenancy.inStatelessTransaction(work));
    }

    public HistoryPage reading(String tenant, Function<History, HistoryPage> work) {
        try (TenantScope scope = TenantContext.of(tenant).enter()) {
            return housing.tenancy.fromTransaction(session -> work.apply(History.in(session)));
        }
    }

    /** The newest first; the neighbour has none of it. */
    public List<AuditEvent> history(String tenant, Class<?> entity, Object id) {
        return reading(tenant, history -> history.of(entity, id)).events();
    }

    public AuditEvent last(String tenant, Class<?> entity, Object id) {
        return history(tenant, entity, id).get(0);
    }
}
