package io.tenancy.migrate.target;

import io.tenancy.ServerName;
import io.tenancy.postgres.doctor.Doctor;
import io.tenancy.postgres.pool.Login;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyConfigurationException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A server as migrations reach it: directly, not through a pooler, as the owner of its tables. Immutable.
 *
 * @param connections how many of its targets are migrated at once, each on one connection
 * @param doctor examines what was migrated; null if nobody does
 */
public record MigrationServer(Server server, Login owner, int connections, @Nullable Doctor doctor) {

    private static final int DEFAULT_CONNECTIONS = 4;

    /** @throws TenancyConfigurationException if it has no connection */
    public MigrationServer {
        if (connections < 1) {
            throw new TenancyConfigurationException(
                    "A migration of " + server, List.of("expected at least 1 connection, found " + connections + "."));
        }
    }

    /** Four targets at once, no doctor. */
    public static MigrationServer of(Server server, Login owner) {
        return new MigrationServer(server, owner, DEFAULT_CONNECTIONS, null);
    }

    public ServerName name() {
        return server.name();
    }

    /** @throws TenancyConfigurationException if it has no connection */
    public MigrationServer withConnections(int number) {
        return new MigrationServer(server, owner, number, doctor);
    }

    /** Examines each migrated schema: a new table without its wall is a failure. */
    public MigrationServer withDoctor(Doctor examines) {
        return new MigrationServer(server, owner, connections, examines);
    }

    public Optional<Doctor> findDoctor() {
        return Optional.ofNullable(doctor);
    }

    /** The role of the application, as the doctor or else the server knows it. */
    public String appRole() {
        return doctor == null ? server.app().user() : doctor.roles().app().name();
    }

    /** The role of the operator, as the doctor or else the server knows it; empty if there is none. */
    public Optional<String> findOperatorRole() {
        return doctor == null
                ? server.findOperator().map(Login::user)
                : Optional.of(doctor.roles().operator().name());
    }

    @Override
    public String toString() {
        return server.toString();
    }
}
