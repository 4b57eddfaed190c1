package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A tenant in a database of its own. */
class OwnDatabaseDoctorTests {

    private static final String NOTE = "table data.note";

    static final List<Case> CASES = List.of(
            Case.of(Rule.DATABASE_OPEN, "database {database}", "grant connect on database {database} to public"),
            Case.of(Rule.TEMP_GRANTED, "database {database}", "grant temporary on database {database} to public"),
            Case.of(Rule.TENANT_CHECK_MISSING, NOTE, "alter table data.note drop constraint tenancy_tenant"),
            Case.of(Rule.TENANT_NULLABLE, NOTE, "alter table data.note alter column tenant_id drop not null"),
            Case.of(Rule.TRUNCATE_GRANTED, NOTE, "grant truncate on data.note to {app}"),
            Case.of(Rule.APP_OWNS, NOTE, "alter table data.note owner to {app}"));

    private static Clinic clinic;

    @BeforeAll
    static void open() throws SQLException {
        clinic = Clinic.of(Patient.ownDatabase("data", "acme"));
    }

    @AfterAll
    static void close() {
        clinic.close();
    }

    @Test
    void findsNothingInAHealthyDatabase() throws SQLException {
        assertThat(clinic.examineAsApp().findings()).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("CASES")
    void findsWhatIsBrokenAndRepairsIt(Case broken) throws SQLException {
        clinic.diagnosesAndHeals(broken);
    }
}
