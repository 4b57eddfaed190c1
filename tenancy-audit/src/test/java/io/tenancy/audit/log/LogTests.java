package io.tenancy.audit.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.audit.office.Letter;
import io.tenancy.audit.office.Office;
import io.tenancy.audit.office.Topic;
import io.tenancy.audit.office.archive.Folder;
import io.tenancy.audit.office.archive.Fussy;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.housing.Housing;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.JDBCException;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The table of the log. */
class LogTests {

    private static final String PLACEMENTS = "io.tenancy.hibernate.housing.Housing#placements";

    private final Office office = Office.shared();
    private final long id = Office.id();

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 200})
    void takesOneRoundTripMoreHoweverManyRows(int rows) {
        String tenant = Housing.ROWS;
        long plain = roundTrips(tenant, session -> {
            for (int i = 0; i < rows; i++) {
                session.persist(new Topic(Office.id(), "tea"));
            }
        });
        long recorded = roundTrips(tenant, session -> {
            for (int i = 0; i < rows; i++) {
                session.persist(new Letter(Office.id(), "hello"));
            }
        });
        assertThat(recorded - plain).isEqualTo(1);
    }

    @Test
    void isWrittenInPartsWhereATransactionChangesManyRows() {
        String tenant = Housing.ROWS;
        office.as(tenant, session -> {
            for (int i = 0; i < Office.TOO_MANY; i++) {
                session.persist(new Letter(Office.id(), "many " + id));
            }
            assertThat(written(session)).isZero();
            session.flush();
            assertThat(written(session)).isEqualTo(Office.TOO_MANY - 1);
        });
        assertThat(office.housing.numberIn(
                        tenant, "select count(*) from audit_event where after ->> 'subject' = 'many " + id + "'"))
                .isEqualTo(Office.TOO_MANY);
    }

    private long written(Session session) {
        String query = "select count(*) from audit_event where after ->> 'subject' = 'many " + id + "'";
        return session.doReturningWork(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(query)) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    @Test
    void takesNoRoundTripWhereNothingChanged() {
        long plain = roundTrips(Housing.ROWS, session -> session.find(Topic.class, id));
        long recorded = roundTrips(Housing.ROWS, session -> session.find(Letter.class, id));
        assertThat(recorded).isEqualTo(plain);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void isWrittenWithTheChangeOrNeither(String tenant) {
        // The log refuses this one: JSON of PostgreSQL knows no such character, nor does text; but the actor's name
        // comes first.
        office.housing.executeIn(
                tenant, "alter table audit_event add constraint planted check (entity_id <> '" + id + "')");
        try {
            assertThatThrownBy(() -> office.as(tenant, session -> session.persist(new Letter(id, "hello"))))
                    .isInstanceOf(JDBCException.class)
                    .hasMessageContaining("Audit events of tenant '" + tenant + "'");
        } finally {
            office.housing.executeIn(tenant, "alter table audit_event drop constraint planted");
        }
        assertThat(office.housing.numberIn(tenant, "select count(*) from letter where id = " + id))
                .isZero();
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
    }

    @Test
    void keepsTheTransactionFromTheCommitThoughTheErrorIsCaught() {
        var key = new Folder.Key("fussy", (int) id);
        // A session with state would see to it itself.
        office.statelessAs(
                Housing.ROWS, session -> assertThatThrownBy(() -> session.insert(new Folder(key, Fussy.ONCE)))
                        .rootCause()
                        .hasMessage("planted"));
        assertThat(office.housing.numberIn(Housing.ROWS, "select count(*) from folder where shelf = 'fussy'"))
                .isZero();
        assertThat(office.history(Housing.ROWS, Folder.class, key)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void cannotBeChangedByTheApplication(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        for (String change : List.of(
                "update audit_event set actor = 'nobody'",
                "delete from audit_event",
                "truncate audit_event",
                "drop table audit_event",
                "delete from audit_event_rest",
                "select setval('audit_event_seq', 1)")) {
            assertThatThrownBy(() -> office.as(tenant, session -> execute(session, change)))
                    .as(change)
                    .isInstanceOf(JDBCException.class)
                    .rootCause()
                    .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getSQLState())
                            .isEqualTo("42501"));
        }
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void takesNoEventForAnotherTenant(String tenant) {
        String forged =
                """
                insert into audit_event (tenant_id, id, kind, entity, entity_id, actor_kind, actor, attempt)
                values ('%s', gen_random_uuid(), 'INSERT', 'Letter', '1', 'USER', 'ann', 1)
                """
                        .formatted(Housing.other(tenant));
        assertThatThrownBy(() -> office.as(tenant, session -> execute(session, forged)))
                .isInstanceOf(JDBCException.class);
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void refusesItsRowsChangeEvenWhereRightsWereGiven(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        try (Connection superuser = office.housing.witness(tenant);
                Statement statement = superuser.createStatement()) {
            superuser.setAutoCommit(false);
            statement.execute("create role careless");
            statement.execute("grant usage on schema " + superuser.getSchema() + " to careless");
            statement.execute("grant select, update on audit_event to careless");
            statement.execute("set local role careless");
            assertThatThrownBy(() -> statement.execute("update audit_event set actor = 'nobody'"))
                    .isInstanceOfSatisfying(SQLException.class, refusal -> assertThat(refusal.getMessage())
                            .contains("added and read, never changed"));
            superuser.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void hasMonthsAheadEachBehindTheWall(String tenant) {
        assertThat(office.housing.numberIn(
                        tenant, "select count(*) from pg_inherits where inhparent = 'audit_event'::regclass"))
                .isEqualTo(5);
        assertThat(office.housing.numberIn(tenant, "select count(*) from tenancy_audit_months(6)"))
                .isEqualTo(3);
        long open = office.housing.numberIn(
                tenant,
                """
                select count(*) from pg_inherits i join pg_class part on part.oid = i.inhrelid
                  join pg_class log on log.oid = i.inhparent
                 where i.inhparent = 'audit_event'::regclass
                   and (part.relrowsecurity <> log.relrowsecurity or part.relforcerowsecurity <> log.relforcerowsecurity
                        or (select count(*) from pg_policy where polrelid = part.oid)
                           <> (select count(*) from pg_policy where polrelid = log.oid)
                        or exists (select from aclexplode(part.relacl) where grantee <> part.relowner))
                """);
        assertThat(open).isZero();
    }

    @ParameterizedTest
    @MethodSource(PLACEMENTS)
    void dropsTheMonthsThatEnded(String tenant) {
        office.as(tenant, session -> session.persist(new Letter(id, "hello")));
        String late =
                """
                insert into audit_event (tenant_id, id, at, kind, entity, entity_id, actor_kind, actor, attempt)
                values ('%s', gen_random_uuid(), '2001-02-03', 'INSERT', 'Letter', '%d', 'USER', 'ann', 1)
                """
                        .formatted(tenant, id);
        office.housing.executeIn(tenant, late); // into the rest: there is no such month
        office.housing.executeIn(
                tenant,
                "select tenancy_audit_month('audit_event_2001_02', '2001-02-01 00:00+00', '2001-03-01 00:00+00')");
        assertThat(office.housing.numberIn(tenant, "select count(*) from audit_event_2001_02"))
                .isEqualTo(1);
        assertThat(office.history(tenant, Letter.class, id)).hasSize(2);
        assertThat(office.housing.numberIn(tenant, "select count(*) from tenancy_audit_drop('2001-02-28')"))
                .isZero();
        assertThat(office.housing.numberIn(tenant, "select count(*) from tenancy_audit_drop('2001-03-02')"))
                .isEqualTo(1);
        assertThat(office.history(tenant, Letter.class, id)).hasSize(1);
    }

    @Test
    void findsAPageByItsIndex() {
        office.as(Housing.ROWS, session -> session.persist(new Letter(id, "hello")));
        try (var scope = Office.context(Housing.ROWS).enter()) {
            List<String> plan =
                    office.housing.tenancy.fromTransaction(session -> session.doReturningWork(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.execute("set local enable_seqscan = off");
                            ResultSet rows = statement.executeQuery(
                                    """
                            explain (costs off) select * from audit_event
                             where tenant_id = 'rows-a' and entity = 'Letter' and entity_id = '1'
                             order by at desc, seq desc limit 51
                            """);
                            var lines = new ArrayList<String>();
                            while (rows.next()) {
                                lines.add(rows.getString(1));
                            }
                            return lines;
                        }
                    }));
            assertThat(plan).noneMatch(line -> line.contains("Seq Scan") || line.contains("Sort  "));
            assertThat(plan).anyMatch(line -> line.contains("Index Scan Backward"));
        }
    }

    private static void execute(Session session, String sql) {
        session.doWork(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    private interface Work {
        void on(Session session);
    }

    private long roundTrips(String tenant, Work work) {
        TenantContext context = Office.context(tenant);
        context.run(() -> office.housing.tenancy.inTransaction(session -> session.find(Topic.class, -1L)));
        office.housing.relay.reset();
        context.run(() -> office.housing.tenancy.inTransaction(work::on));
        return office.housing.relay.roundTrips();
    }
}
