package io.tenancy.postgres.doctor;

import io.tenancy.TenantId;
import io.tenancy.postgres.doctor.Patient.OwnDatabase;
import io.tenancy.postgres.doctor.Patient.OwnSchema;
import io.tenancy.postgres.schema.Ddl;
import io.tenancy.postgres.schema.SchemaRole;
import io.tenancy.postgres.schema.TenantSchema;
import io.tenancy.postgres.wall.DatabaseWall;
import io.tenancy.postgres.wall.RowWall;
import io.tenancy.postgres.wall.SchemaWall;
import io.tenancy.postgres.wall.TenantTable;
import io.tenancy.postgres.wall.Wall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** One visit of the doctor to a database: whom, through which connection, and what is known beforehand. */
record Examination(
        Connection connection, Doctor doctor, Map<String, Patient> patients, String database, int serverVersion) {

    /** Makes findings of one row of a query. */
    interface Reading {
        void read(ResultSet row, Consumer<Finding> found) throws SQLException;
    }

    static Examination begin(Connection connection, Doctor doctor, List<Patient> patients) throws SQLException {
        var bySchema = new LinkedHashMap<String, Patient>();
        for (Patient patient : patients) {
            if (bySchema.putIfAbsent(patient.schema().value(), patient) != null) {
                throw new IllegalArgumentException("Examination of schema '" + patient.schema()
                        + "' refused: it was named twice. Name each schema once.");
            }
        }
        try (PreparedStatement query = connection.prepareStatement(
                        "select current_database(), current_setting('server_version_num')::int");
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Examination(connection, doctor, bySchema, row.getString(1), row.getInt(2));
        }
    }

    int serverMajor() {
        return serverVersion / 10_000;
    }

    /** Runs a check's query, which may use what {@link Prelude} defines. */
    List<Finding> findings(String query, Reading reading) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (PreparedStatement statement = connection.prepareStatement(Prelude.SQL + query)) {
            Prelude.bind(this, statement);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    reading.read(rows, findings::add);
                }
            }
        }
        return findings;
    }

    Patient patient(String schema) {
        return Objects.requireNonNull(patients.get(schema));
    }

    /** The role that uses the tables of a schema. */
    String actor(Patient patient) {
        return patient instanceof OwnSchema own
                ? SchemaRole.of(database, own.schema()).toString()
                : doctor.roles().app().name();
    }

    TenantSchema schemaOf(OwnSchema patient) {
        return new TenantSchema(
                patient.schema(), SchemaRole.of(database, patient.schema()), doctor.roles(), serverMajor());
    }

    /** The wall that tables of a schema must have. */
    Wall wall(Patient patient, List<TenantTable> tables) {
        if (patient instanceof OwnSchema own) {
            return SchemaWall.over(tables, schemaOf(own), own.tenant()).withSetting(doctor.setting());
        }
        if (patient instanceof OwnDatabase own) {
            return DatabaseWall.over(tables, database, own.tenant(), doctor.roles())
                    .withSetting(doctor.setting());
        }
        return RowWall.over(tables, doctor.roles()).withSetting(doctor.setting());
    }

    /** What of its wall concerns the table itself. */
    Ddl wallAround(TenantTable table) {
        Patient patient = patient(table.name().schema().name());
        return new Ddl(wall(patient, List.of(table)).ddl().sections().stream()
                .filter(section -> section.about().endsWith(" wall of " + table.name()))
                .toList());
    }

    static TenantId tenant(Patient patient) {
        if (patient instanceof OwnSchema own) {
            return own.tenant();
        }
        return ((OwnDatabase) patient).tenant();
    }
}
