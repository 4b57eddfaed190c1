package io.tenancy.testkit.probe;

import static io.tenancy.testkit.probe.Family.SCOPE;
import static io.tenancy.testkit.probe.Trait.ANY_FAILURE_REFUSES;

import io.tenancy.testkit.probe.model.EntityModel;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/** Work that runs for another tenant than it thinks, or for none. */
final class ScopeProbes {

    private ScopeProbes() {}

    static List<Probe<EntityModel>> all() {
        return List.of(
                scope("session kept from another scope", ScopeProbes::keptSession),
                withData("connection kept from another scope", ScopeProbes::keptConnection),
                scope("session opened for another tenant", ScopeProbes::sessionFor),
                scope("StatelessSession opened for another tenant", ScopeProbes::statelessSessionFor),
                scope("shared connection, session for another tenant", ScopeProbes::sharedConnection)
                        .with(ANY_FAILURE_REFUSES),
                scope("shared connection, session of another scope", ScopeProbes::sharedConnectionKept),
                scope("own session on a thread without scope", ScopeProbes::handedOver)
                        .with(ANY_FAILURE_REFUSES),
                scope("session opened without scope", ScopeProbes::noScope).with(ANY_FAILURE_REFUSES),
                scope("StatelessSession opened without scope", ScopeProbes::statelessWithoutScope)
                        .with(ANY_FAILURE_REFUSES),
                withData("connection borrowed without scope", ScopeProbes::connectionWithoutScope)
                        .with(ANY_FAILURE_REFUSES));
    }

    private static Probe<EntityModel> scope(String name, Probe.Attempt<EntityModel> attempt) {
        return Probe.of(SCOPE, name, attempt);
    }

    private static Probe<EntityModel> withData(String name, Probe.Attempt<EntityModel> attempt) {
        return scope(name, attempt).unless((entity, scene) -> SqlProbes.noDataSource(scene));
    }

    private static void keptSession(Shot<EntityModel> shot) {
        try (var others = shot.targets().enter();
                var session = shot.scene().factory().openSession();
                var own = shot.own().enter()) {
            read(shot, session);
        }
    }

    private static void keptConnection(Shot<EntityModel> shot) throws SQLException {
        try (var others = shot.targets().enter();
                var connection = shot.connection();
                var own = shot.own().enter()) {
            read(shot, connection);
        }
    }

    private static void sessionFor(Shot<EntityModel> shot) {
        try (var own = shot.own().enter();
                var session = shot.scene()
                        .factory()
                        .withOptions()
                        .tenantIdentifier(shot.scene().tenantValue(shot.tenant()))
                        .openSession()) {
            read(shot, session);
        }
    }

    private static void statelessSessionFor(Shot<EntityModel> shot) {
        try (var own = shot.own().enter();
                var session = shot.scene()
                        .factory()
                        .withStatelessOptions()
                        .tenantIdentifier(shot.scene().tenantValue(shot.tenant()))
                        .openStatelessSession()) {
            read(shot, session);
        }
    }

    /** The control names no tenant: Hibernate refuses to have one named, even the same. */
    private static void sharedConnection(Shot<EntityModel> shot) {
        shot.inSession(session -> {
            var options = session.sessionWithOptions().connection();
            if (shot.isForeign()) {
                options = options.tenantIdentifier(shot.scene().tenantValue(shot.tenant()));
            }
            try (var child = options.open()) {
                shot.saw(child.find(shot.entityName(), shot.id()));
            }
        });
    }

    /** The parent was opened by the target's tenant, in its own scope. */
    private static void sharedConnectionKept(Shot<EntityModel> shot) {
        try (var others = shot.targets().enter();
                var parent = shot.scene().factory().openSession();
                var own = shot.own().enter();
                var child = parent.sessionWithOptions().connection().open()) {
            read(shot, child);
        }
    }

    /** The control has its scope on the other thread too. */
    private static void handedOver(Shot<EntityModel> shot) throws Exception {
        try (var own = shot.own().enter();
                var session = shot.scene().factory().openSession()) {
            elsewhere(shot, () -> read(shot, session));
        }
    }

    private static void noScope(Shot<EntityModel> shot) throws Exception {
        elsewhere(shot, () -> {
            try (var session = shot.scene().factory().openSession()) {
                read(shot, session);
            }
        });
    }

    private static void statelessWithoutScope(Shot<EntityModel> shot) throws Exception {
        elsewhere(shot, () -> {
            try (var session = shot.scene().factory().openStatelessSession()) {
                read(shot, session);
            }
        });
    }

    private static void connectionWithoutScope(Shot<EntityModel> shot) throws Exception {
        elsewhere(shot, () -> {
            try (var connection = shot.connection()) {
                read(shot, connection);
            }
        });
    }

    private static void read(Shot<EntityModel> shot, Session session) {
        session.inTransaction(transaction -> read(session, shot));
    }

    private static void read(Session session, Shot<EntityModel> shot) {
        shot.saw(session.find(shot.entityName(), shot.id()));
        ReadingProbes.everything(shot, session);
    }

    private static void read(Shot<EntityModel> shot, StatelessSession session) {
        session.inTransaction(transaction -> shot.saw(session.get(shot.entityName(), shot.id())));
    }

    private static void read(Shot<EntityModel> shot, Connection connection) throws SQLException {
        Sql sql = Sql.selectById(shot);
        Shot.committed(connection, bound -> shot.got(sql.count(bound)));
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** On a new thread, which inherits nothing; the control enters its scope there. */
    private static void elsewhere(Shot<EntityModel> shot, Work work) throws Exception {
        var task = new FutureTask<@Nullable Void>(() -> {
            if (shot.isForeign()) {
                work.run();
            } else {
                try (var own = shot.own().enter()) {
                    work.run();
                }
            }
            return null;
        });
        new Thread(task, "tenancy-probe").start();
        try {
            task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }
}
