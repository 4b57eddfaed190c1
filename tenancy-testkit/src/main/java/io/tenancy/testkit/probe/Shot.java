package io.tenancy.testkit.probe;

import io.tenancy.TenantId;
import io.tenancy.context.TenantContext;
import io.tenancy.testkit.probe.model.EntityModel;
import io.tenancy.testkit.probe.model.Key;
import io.tenancy.testkit.probe.model.Row;
import io.tenancy.testkit.probe.model.Subject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.CacheMode;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** One firing of a probe. What it saw is kept even if it fails later. */
final class Shot<S extends Subject> {

    private final Scene scene;
    private final S subject;
    private final Row target;
    private final Row base;
    private long seen;

    /**
     * @param target the row that is reached for
     * @param base an own row, for probes that start from one
     */
    Shot(Scene scene, S subject, Row target, Row base) {
        this.scene = scene;
        this.subject = subject;
        this.target = target;
        this.base = base;
    }

    /** The same, with nothing seen yet. */
    Shot<S> again() {
        return new Shot<>(scene, subject, target, base);
    }

    /** JDBC work of the application. */
    @FunctionalInterface
    interface JdbcWork {
        void run(Connection connection) throws SQLException;
    }

    Scene scene() {
        return scene;
    }

    S subject() {
        return subject;
    }

    EntityModel entity() {
        return subject.entity();
    }

    String entityName() {
        return entity().entityName();
    }

    Row target() {
        return target;
    }

    Row base() {
        return base;
    }

    Object id() {
        return target.id();
    }

    TenantId tenant() {
        return target.tenant();
    }

    boolean isForeign() {
        return tenant().equals(scene.foreign());
    }

    /** How many rows of the target's tenant it got hold of. */
    long sightings() {
        return seen;
    }

    /** So many rows of the target's tenant were seen, or linked to. */
    void got(long rows) {
        seen += Math.max(0, rows);
    }

    /** Counts if it is a row of the target's tenant. */
    void saw(@Nullable Object found) {
        if (found == null) {
            return;
        }
        // An id that only the target's tenant has gives the row away, whatever the row says.
        boolean isTarget = entity().idOf(Hibernate.unproxy(found)).equals(id()) && !target.idOfBoth();
        got(isTarget || saysItIsTheTargets(found) ? 1 : 0);
    }

    void sawAll(Collection<?> found) {
        found.forEach(this::saw);
    }

    boolean saysItIsTheTargets(Object found) {
        Object tenant = entity().tenantOf(found);
        return tenant != null && scene.textOf(tenant).equals(tenant().value());
    }

    TenantContext own() {
        return TenantContext.of(scene.own());
    }

    TenantContext targets() {
        return TenantContext.of(tenant());
    }

    void inSession(Consumer<Session> work) {
        try (var scope = own().enter()) {
            scene.factory().inTransaction(work);
        }
    }

    void inStatelessSession(Consumer<StatelessSession> work) {
        try (var scope = own().enter()) {
            scene.factory().inStatelessTransaction(work);
        }
    }

    void inJdbc(JdbcWork work) throws SQLException {
        try (var scope = own().enter();
                var connection = connection()) {
            committed(connection, work);
        }
    }

    Connection connection() throws SQLException {
        return scene.data().orElseThrow().getConnection();
    }

    static void committed(Connection connection, JdbcWork work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            work.run(connection);
            connection.commit();
        } finally {
            connection.rollback();
        }
    }

    /** What the target's tenant does rightly, and then keeps too long: in a cache, a field, a web session. */
    <T> T asTarget(Function<Session, T> work) {
        try (var scope = targets().enter()) {
            return scene.factory().fromTransaction(session -> {
                // Only what probes of caches put there shall be found in a cache.
                session.setCacheMode(CacheMode.IGNORE);
                return work.apply(session);
            });
        }
    }

    /** The target as its own tenant's session read it, detached. */
    Object detached() {
        return asTarget(session -> session.find(entityName(), id()));
    }

    /** A count by the witness, in the place of a tenant. */
    long witnessed(TenantId where, String sql, Key parameters) throws SQLException {
        return scene.placeOf(where)
                .count(
                        sql,
                        statement ->
                                parameters.bind(statement, 1, scene.factory().getWrapperOptions()));
    }
}
