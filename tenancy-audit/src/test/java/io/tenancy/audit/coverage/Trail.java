package io.tenancy.audit.coverage;

import io.tenancy.audit.json.Json;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.report.AuditTriggers;
import io.tenancy.audit.statement.RecordedStatements;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.HibernateTenancyBuilder;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.hibernate.query.MutationQuery;

/** This library, for one tenant. */
record Trail(String name, Cast cast, HibernateTenancy tenancy, String tenant, Connection superuser)
        implements Contender {

    private static final String TABLES =
            """
            create table owner (%s id bigint not null, version int not null, name text, note text,
              primary key (tenant_id, id));
            create table owner_tag (%s owner_id bigint not null, tag text not null,
              primary key (tenant_id, owner_id, tag), foreign key (tenant_id, owner_id) references owner);
            create table item (%s id bigint not null, name text, owner_id bigint, primary key (tenant_id, id),
              foreign key (tenant_id, owner_id) references owner);
            create table leaf (%s id bigint not null, name text, owner_id bigint, primary key (tenant_id, id),
              foreign key (tenant_id, owner_id) references owner on delete cascade);
            """
                    .replace("%s", "tenant_id text not null default current_setting('tenancy.tenant_id'),");

    static Housing house() {
        return Housing.of(
                TABLES + AuditLog.script() + "select tenancy_audit_log();",
                Trail::withoutEnvers,
                RecordedCast.CAST.classes());
    }

    static Trail events(Housing housing) throws SQLException {
        return new Trail(
                "Tenancy, events", RecordedCast.CAST, housing.tenancy, Housing.ROWS, housing.witness(Housing.ROWS));
    }

    /** In another place: in that of the first there would be triggers and events. */
    static Trail triggers(Housing housing) throws SQLException {
        HibernateTenancy tenancy = housing.another(Trail::withoutEnvers, TriggeredCast.CAST.classes());
        TestDatabase database = housing.databaseOf(Housing.SCHEMA);
        database.execute(
                database.owner(),
                "set search_path to " + Housing.schemaOf(Housing.SCHEMA).value() + "; "
                        + AuditTriggers.of(tenancy.sessionFactory()).script());
        return new Trail(
                "Tenancy, triggers", TriggeredCast.CAST, tenancy, Housing.SCHEMA, housing.witness(Housing.SCHEMA));
    }

    private static void withoutEnvers(HibernateTenancyBuilder builder) {
        builder.setting("hibernate.integration.envers.enabled", false);
    }

    @Override
    public void inTransaction(Consumer<Session> work) {
        Office.context(tenant).run(() -> tenancy.inTransaction(work));
    }

    @Override
    public void inStatelessTransaction(Consumer<StatelessSession> work) {
        Office.context(tenant).run(() -> tenancy.inStatelessTransaction(work));
    }

    @Override
    public void outsideOfATransaction(Consumer<StatelessSession> work) {
        Office.context(tenant).run(() -> tenancy.sessionFactory().inStatelessSession(work));
    }

    @Override
    public List<Fact> trail(long from, long to) throws SQLException {
        var facts = new ArrayList<Fact>();
        try (Statement statement = superuser.createStatement();
                ResultSet event = statement.executeQuery(
                        "select seq, kind, entity, entity_id, before, after from audit_event where tenant_id = '"
                                + tenant + "' and entity_id::bigint between " + from + " and " + to
                                + " order by seq")) {
            while (event.next()) {
                String row = event.getString("entity").toLowerCase(Locale.ROOT) + " " + event.getString("entity_id");
                var kind = Kind.valueOf(event.getString("kind"));
                Map<String, Object> before = values(event.getString("before"));
                Map<String, Object> after = values(event.getString("after"));
                long place = event.getLong("seq");
                tags(before).forEach(tag -> facts.add(new Fact(place, tag + row, Fact.GONE)));
                tags(after).forEach(tag -> facts.add(new Fact(place, tag + row, "")));
                if (kind == Kind.DELETE) {
                    facts.add(new Fact(place, row, Fact.GONE));
                } else if (after.containsKey("name")) {
                    facts.add(new Fact(place, row, (String) after.get("name")));
                }
                if (after.containsKey("version")) {
                    facts.add(new Fact(
                            place, "version of " + row, after.get("version").toString()));
                }
            }
        }
        return facts;
    }

    private static Map<String, Object> values(String json) {
        return json == null ? Map.of() : Json.readObject(json);
    }

    private static List<String> tags(Map<String, Object> values) {
        var tags = (List<?>) values.getOrDefault("tags", List.of());
        return tags.stream().map(tag -> "tag " + tag + " of ").toList();
    }

    @Override
    public void forget(long from, long to) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("delete from audit_event where tenant_id = '" + tenant
                    + "' and entity_id::bigint between " + from + " and " + to);
        }
    }

    @Override
    public boolean recordsCollections() {
        return cast == RecordedCast.CAST;
    }

    @Override
    public boolean hasAHandle() {
        return cast == RecordedCast.CAST;
    }

    @Override
    public void execute(Session session, MutationQuery statement) {
        RecordedStatements.in(session).execute(statement);
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
        tenancy.close();
    }
}
