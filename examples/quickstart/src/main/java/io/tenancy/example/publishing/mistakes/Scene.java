package io.tenancy.example.publishing.mistakes;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;

/**
 * Where mistakes are made: the application's own ways to its data, and the tenants that take part.
 *
 * @param own the tenant for whom the faulty code works
 * @param foreign the tenant whose rows it must not reach
 * @param suspended a tenant for whom nothing may run
 * @param foreignSchema the name of the schema in which the foreign tenant's tables are
 */
public record Scene(
        SessionFactory sessions,
        DataSource data,
        TenantId own,
        TenantId foreign,
        TenantId suspended,
        String foreignSchema) {

    /** JDBC work of the application. */
    @FunctionalInterface
    public interface JdbcWork {
        long run(Connection connection) throws SQLException;
    }

    long asOwn(ToLongFunction<Session> work) {
        return as(own, work::applyAsLong);
    }

    /** What code did rightly for the foreign tenant, and then kept too long: in a cache, a field, a web session. */
    <T> T keptFromForeign(Function<Session, T> work) {
        return as(foreign, work);
    }

    long statelessAsOwn(ToLongFunction<StatelessSession> work) {
        try (var scope = TenantContext.of(own).enter()) {
            return sessions.fromStatelessTransaction(work::applyAsLong);
        }
    }

    long jdbcAsOwn(JdbcWork work) throws SQLException {
        try (var scope = TenantContext.of(own).enter();
                var connection = data.getConnection()) {
            return work.run(connection);
        }
    }

    private <T> T as(TenantId tenant, Function<Session, T> work) {
        try (var scope = TenantContext.of(tenant).enter()) {
            return sessions.fromTransaction(work);
        }
    }
}
