package io.tenancy.spring.actuate;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.postgres.pool.Server;
import io.tenancy.refusal.TenancyException;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Up while the directory and every server answer. Servers, not tenants: their number is small, and one that is down takes
 * its tenants along.
 */
final class TenancyHealth extends AbstractHealthIndicator {

    private static final int PATIENCE_SECONDS = 5;

    private final TenantDirectory directory;
    private final TenantConnections connections;

    TenancyHealth(TenantDirectory directory, TenantConnections connections) {
        super("Tenants cannot be served");
        this.directory = directory;
        this.connections = connections;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        boolean up = answers(builder, "directory", () -> directory.list(TenantPageRequest.first(1)) != null);
        for (Server server : connections.servers()) {
            up &= answers(builder, "server " + server.name(), () -> isValid(server));
        }
        builder.status(up ? Status.UP : Status.DOWN);
    }

    private boolean isValid(Server server) throws SQLException {
        try (Connection connection = connections.openUnbound(server.name())) {
            return connection.isValid(PATIENCE_SECONDS);
        }
    }

    private static boolean answers(Health.Builder builder, String name, Question question) {
        try {
            boolean yes = question.ask();
            builder.withDetail(name, yes ? "UP" : "DOWN");
            return yes;
        } catch (TenancyException | SQLException e) {
            // The message may name hosts; its type says enough here, and the log has the rest.
            builder.withDetail(name, "DOWN: " + e.getClass().getSimpleName());
            return false;
        }
    }

    private interface Question {
        boolean ask() throws SQLException;
    }
}
