package io.tenancy.migrate;

import io.tenancy.ServerName;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.migrate.event.MigrationListener;
import io.tenancy.migrate.script.Scripts;
import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.OwnerConnections;
import io.tenancy.migrate.target.PlacedTarget;
import io.tenancy.migrate.wave.Wave;
import io.tenancy.postgres.directory.ControlDatabase;
import io.tenancy.postgres.directory.ControlRoles;
import io.tenancy.postgres.doctor.Diagnosis;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.doctor.Patient;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What is migrated, with what, and how. Immutable. */
record Fleet(
        TenantDirectory directory,
        ControlDatabase control,
        ControlRoles roles,
        Map<ServerName, MigrationServer> servers,
        Scripts scripts,
        List<Wave> waves,
        Patience patience,
        Duration lease,
        boolean freshByFlyway,
        MigrationListener listener) {

    Fleet {
        servers = Map.copyOf(servers);
        waves = List.copyOf(waves);
    }

    OwnerConnections connections(ServerName server) {
        return new OwnerConnections(Objects.requireNonNull(servers.get(server)));
    }

    Wave wave(String name) {
        return waves.stream()
                .filter(wave -> wave.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The first that wants one of its tenants, or else the last. */
    Wave waveOf(PlacedTarget placed) {
        return waves.stream()
                .filter(wave -> placed.tenants().stream().anyMatch(wave.tenants()))
                .findFirst()
                .orElseGet(() -> waves.get(waves.size() - 1));
    }

    /** Empty if the server has no doctor. */
    Optional<Diagnosis> examine(OwnerConnections connections, List<MigrationTarget> targets) {
        Optional<Doctor> doctor = connections.server().findDoctor();
        if (doctor.isEmpty() || targets.isEmpty()) {
            return Optional.empty();
        }
        String history = scripts.configuration().getTable();
        try (Connection connection = connections.open(targets.get(0).schema())) {
            return Optional.of(doctor.get()
                    .withShared(history)
                    .examine(connection, targets.stream().map(Fleet::patient).toList()));
        } catch (SQLException e) {
            throw connections.unavailable(e);
        }
    }

    private static Patient patient(MigrationTarget target) {
        return switch (target.kind()) {
            case SHARED_ROWS -> new Patient.SharedRows(target.schema());
            case OWN_SCHEMA -> new Patient.OwnSchema(target.schema(), Objects.requireNonNull(target.tenant()));
            case OWN_DATABASE -> new Patient.OwnDatabase(target.schema(), Objects.requireNonNull(target.tenant()));
        };
    }
}
