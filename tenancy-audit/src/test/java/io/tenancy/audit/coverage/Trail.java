package io.tenancy.audit.coverage;

import io.tenancy.audit.json.Json;
import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.office.Office;
import io.tenancy.hibernate.housing.Housing;
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

/** This library, for one tenant. */
record Trail(Housing housing, String tenant, Connection superuser) implements Contender {

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

    static Housing open() {
        return Housing.of(
                TABLES + AuditLog.script() + "select tenancy_audit_log();",
                builder -> builder.setting("hibernate.integration.envers.enabled", false),
                RecordedCast.CAST.classes());
    }

    static Trail of(Housing housing, String tenant) throws SQLException {
        return new Trail(housing, tenant, housing.witness(tenant));
    }

    @Override
    public String name() {
        return "Tenancy";
    }

    @Override
    public Cast cast() {
        return RecordedCast.CAST;
    }

    @Override
    public void inTransaction(Consumer<Session> work) {
        Office.context(tenant).run(() -> housing.tenancy.inTransaction(work));
    }

    @Override
    public void inStatelessTransaction(Consumer<StatelessSession> work) {
        Office.context(tenant).run(() -> housing.tenancy.inStatelessTransaction(work));
    }

    @Override
    public void outsideOfATransaction(Consumer<StatelessSession> work) {
        Office.context(tenant).run(() -> housing.tenancy.sessionFactory().inStatelessSession(work));
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
    public void close() throws SQLException {
        superuser.close();
    }
}
