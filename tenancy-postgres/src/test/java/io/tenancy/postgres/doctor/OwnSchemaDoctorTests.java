package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.testkit.postgres.TestServer;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Two tenants, each in a schema of its own, in one examination. */
class OwnSchemaDoctorTests {

    private static final String NOTE = "table t_acme.note";
    private static final String SCHEMA = "schema t_acme";

    static final List<Case> CASES = List.of(
            Case.of(Rule.TENANT_CHECK_MISSING, NOTE, "alter table t_acme.note drop constraint tenancy_tenant"),
            Case.of(
                    Rule.TENANT_CHECK_MISSING,
                    NOTE,
                    "alter table t_acme.note drop constraint tenancy_tenant,"
                            + " add constraint tenancy_tenant check (tenant_id = 'globex')"),
            Case.of(
                    Rule.TENANT_CHECK_MISSING,
                    "table t_acme.badge",
                    "alter table t_acme.badge drop constraint tenancy_tenant,"
                            + " add constraint tenancy_tenant check (tenant_id = 'acme') not valid"),
            Case.of(
                    Rule.TENANT_CHECK_MISSING,
                    "table t_acme.visit",
                    "alter table t_acme.visit drop constraint tenancy_tenant"),
            Case.of(Rule.SCHEMA_ROLE_MISSING, SCHEMA, "drop owned by {acme}; drop role {acme}"),
            Case.of(Rule.SCHEMA_ROLE_MISSING, SCHEMA, "revoke {acme} from {app}"),
            Case.of(Rule.SCHEMA_ROLE_MISSING, SCHEMA, "revoke usage on schema t_acme from {acme}"),
            Case.of(Rule.SCHEMA_ROLE_MISSING, SCHEMA, "alter role {acme} login"),
            Case.of(Rule.APP_REACHES_SCHEMA, SCHEMA, "grant usage on schema t_acme to {app}"),
            Case.of(Rule.APP_REACHES_SCHEMA, SCHEMA, "grant usage on schema t_acme to public"),
            Case.of(Rule.APP_REACHES_SCHEMA, SCHEMA, "grant usage on schema t_acme to {globex}"),
            Case.of(Rule.APP_IS_MEMBER, "role {app}", "grant {owner} to {acme}"),
            Case.of(Rule.APP_OWNS, NOTE, "alter table t_acme.note owner to {acme}"),
            Case.of(Rule.CREATE_GRANTED, SCHEMA, "grant create on schema t_acme to {acme}"),
            Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant truncate on t_acme.note to {acme}"),
            Case.of(
                    Rule.DEFAULT_PRIVILEGES,
                    "default privileges of {owner} in schema t_acme",
                    "alter default privileges for role {owner} in schema t_acme grant truncate on tables to {acme}"),
            Case.of(
                    Rule.FOREIGN_TABLE,
                    "foreign table t_acme.remote",
                    "create foreign data wrapper far; create server far foreign data wrapper far; create foreign table"
                            + " t_acme.remote (body text) server far; grant select on t_acme.remote to {acme}"),
            Case.of(
                    Rule.SHARED_REFERS_TO_TENANT,
                    "table t_acme.country",
                    "alter table t_acme.country add column badge_id uuid references t_globex.badge (id)"),
            Case.of(Rule.TENANT_NULLABLE, NOTE, "alter table t_acme.note alter column tenant_id drop not null"),
            Case.of(
                    Rule.TENANT_COLUMN_MISSING,
                    "table t_acme.likes",
                    "set local role {owner}; create table t_acme.likes (who text); reset role"),
            Case.of(
                    Rule.FOREIGN_KEY_WITHOUT_TENANT,
                    "table t_acme.post",
                    "alter table t_acme.post add foreign key (badge_id) references t_globex.badge (id)"),
            Case.of(
                    Rule.VIEW_WITHOUT_INVOKER,
                    "view t_globex.bodies",
                    "create view t_globex.bodies as select body from t_acme.note; grant select on t_globex.bodies to {globex}"),
            Case.of(
                    Rule.DEFINER_FUNCTION,
                    "function t_acme.bodies()",
                    "create function t_acme.bodies() returns setof text language sql security definer as"
                            + " 'select body from t_globex.note'"));

    private static Clinic clinic;

    @BeforeAll
    static void open() throws SQLException {
        clinic = Clinic.of(Patient.ownSchema("t_acme", "acme"), Patient.ownSchema("t_globex", "globex"));
    }

    @AfterAll
    static void close() {
        clinic.close();
    }

    @Test
    void findsNothingInHealthySchemas() throws SQLException {
        assertThat(clinic.examineAsApp().findings()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void findsWhatIsBrokenAndRepairsIt(Case broken) throws SQLException {
        clinic.diagnosesAndHeals(broken);
    }

    @ParameterizedTest
    @MethodSource
    void findsAnApplicationThatHasTheRightsOfASchemaWithoutTakingItsRole(Case broken, List<String> more)
            throws SQLException {
        clinic.diagnosesAndHeals(broken, more);
    }

    /** On PostgreSQL 15 a login inherits the rights of all roles or of none. */
    static Stream<Arguments> findsAnApplicationThatHasTheRightsOfASchemaWithoutTakingItsRole() {
        boolean asLogin = TestServer.shared().majorVersion() < 16;
        String inherit = asLogin ? "alter role {app} inherit" : "grant {acme} to {app} with inherit true";
        return Stream.of(Arguments.of(
                Case.of(Rule.APP_REACHES_SCHEMA, SCHEMA, inherit), asLogin ? List.of("schema t_globex") : List.of()));
    }
}
