package io.tenancy.postgres.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.SchemaName;
import io.tenancy.TenantId;
import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.postgres.wall.TenantSetting;
import io.tenancy.postgres.wall.TenantTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Walls of every column type, with names that need quotes and another setting: PostgreSQL prints each its own way. */
class TenantColumnDoctorTests {

    private static final TenantSetting SETTING = new TenantSetting("hibernate.tenant_id");
    private static final TenantSetting OTHER_SETTING = new TenantSetting("hibernate.tenant");

    private static Clinic clinic;

    @BeforeAll
    static void open() throws SQLException {
        clinic = Clinic.of(Patient.sharedRows("data"));
    }

    @AfterAll
    static void close() {
        clinic.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "text, TEXT, o'brien (x), acme, globex",
                "varchar(63), TEXT, select, acme, globex",
                "uuid, UUID, Org Id, 00000000-0000-7000-8000-000000000001, 00000000-0000-7000-8000-000000000002",
                "bigint, BIGINT, as, 42, 43"
            })
    void recognisesTheWalls(String sqlType, TenantColumn.Type type, String name, String tenant, String other)
            throws SQLException {
        var column = new TenantColumn(Identifier.of(name), type);
        Doctor doctor = Doctor.of(clinic.roles(), column, SETTING)
                .withReviewed(Rule.DEFINER_FUNCTION, "function sign_in(who text)", "gives a tenant's id alone");
        try (Connection connection = clinic.database().connectAsSuperuser()) {
            connection.setAutoCommit(false);
            var schema = TenantSchema.in(connection, SchemaName.of("t_one"), clinic.roles());
            schema.creation().runOn(connection);
            table(connection, "t_one", column, sqlType);
            var own = TenantTables.in(connection, "t_one", name);
            SchemaWall.over(own, schema, TenantId.of(tenant))
                    .withSetting(SETTING)
                    .ddl()
                    .runOn(connection);
            run(connection, "create schema rows");
            table(connection, "rows", column, sqlType);
            var shared = TenantTables.in(connection, "rows", name);
            RowWall.over(shared, clinic.roles()).withSetting(SETTING).ddl().runOn(connection);

            Patient rows = Patient.sharedRows("rows");
            assertThat(doctor.examine(connection, rows, Patient.ownSchema("t_one", tenant))
                            .findings())
                    .isEmpty();
            assertThat(doctor.examine(connection, rows, Patient.ownSchema("t_one", other))
                            .findings())
                    .extracting(Finding::rule)
                    .containsExactly(Rule.TENANT_CHECK_MISSING);

            RowWall.over(shared, clinic.roles())
                    .withSetting(OTHER_SETTING)
                    .ddl()
                    .runOn(connection);
            List<Finding> findings = doctor.examine(connection, rows).findings();
            assertThat(findings).extracting(Finding::rule).containsExactly(Rule.POLICY_UNEXPECTED);
            findings.get(0).remedy().runOn(connection);
            assertThat(doctor.examine(connection, rows).findings()).isEmpty();
            connection.rollback();
        }
    }

    private static void table(Connection connection, String schema, TenantColumn column, String sqlType)
            throws SQLException {
        String name = schema + ".item";
        run(
                connection,
                "create table " + name + " (" + column.name().quoted() + " " + sqlType + ", id uuid primary key);"
                        + " alter table " + name + " owner to "
                        + clinic.roles().owner().quoted());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
