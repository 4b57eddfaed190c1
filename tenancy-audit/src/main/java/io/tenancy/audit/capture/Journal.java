package io.tenancy.audit.capture;

import io.tenancy.TenantId;
import io.tenancy.audit.log.Change;
import io.tenancy.audit.log.EventInsert;
import io.tenancy.audit.log.Origin;
import io.tenancy.audit.model.PlainValue;
import io.tenancy.audit.model.RecordedCollection;
import io.tenancy.audit.model.RecordedEntity;
import io.tenancy.audit.refusal.ActorMissingException;
import io.tenancy.audit.refusal.UnrecordedWriteException;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.routing.SessionTenant;
import io.tenancy.hibernate.transaction.SessionAttempt;
import io.tenancy.postgres.binding.ActorSettings;
import io.tenancy.postgres.binding.CarriedSettings;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hibernate.LockMode;
import org.hibernate.engine.extension.spi.Extension;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.spi.TransactionCompletionCallbacks;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What the transaction of a session has changed, until it is written: before the commit, or sooner when it holds many
 * rows. Sessions that share a transaction share it. For one thread, as the session.
 */
public final class Journal implements Extension {

    private final SharedSessionContractImplementor session;
    private final Capture capture;
    private final Map<RowKey, RowChange> rows = new LinkedHashMap<>();
    private final Map<RowKey, Map<RecordedCollection, Contents>> kept = new HashMap<>();
    private final Set<RowKey> forced = new HashSet<>();
    private final Tidings tidings;
    private @Nullable TenantContext context;
    private @Nullable StatementDetail statements;
    private boolean registered;
    private boolean triggersFound;

    Journal(SharedSessionContractImplementor session, Capture capture) {
        this.session = session;
        this.capture = capture;
        this.tidings = new Tidings(capture.findListener());
        begin();
        session.getTransactionCoordinator().addObserver(new Observer());
    }

    public Capture capture() {
        return capture;
    }

    /** Whoever is bound at commit may be somebody else. */
    private void begin() {
        String own = String.valueOf(session.getTenantIdentifierValue());
        TenantContext.find().filter(bound -> bound.tenant().value().equals(own)).ifPresent(bound -> context = bound);
    }

    /** @throws UnrecordedWriteException if a trigger is missing where the session's tenant lives, or is another */
    void requireTriggers() {
        if (!triggersFound) {
            capture.placedTriggers().require(session);
            triggersFound = true;
        }
    }

    /** Behind a savepoint the transaction around it has told them already. */
    private void tellTriggers() {
        try {
            var connection = session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
            if (connection.isWrapperFor(CarriedSettings.class)) {
                connection
                        .unwrap(CarriedSettings.class)
                        .carry(ActorSettings.of(context, SessionAttempt.numberOf(session)));
            }
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Actor of a transaction not told");
        }
    }

    /** The row is written by now: if its record fails, the transaction cannot be committed, whoever catches the error. */
    public void recording(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
            throw e;
        }
    }

    /**
     * Before anything is sent.
     *
     * @throws UnrecordedWriteException outside of a transaction
     * @throws ActorMissingException if nobody is known to act
     */
    void admit(String attempted, RecordedEntity entity) {
        admit(attempted, entity.name());
    }

    void admit(String attempted, String what) {
        if (!session.isTransactionInProgress()) {
            throw new UnrecordedWriteException(
                    tenant(),
                    attempted + " outside of a transaction",
                    Set.of(what),
                    "Begin one: the change and its record are one.");
        }
        if (context == null || context.actor() == null) {
            throw new ActorMissingException(tenant(), attempted, what);
        }
    }

    /** Lets statements on recorded tables through while it works, each recorded so. */
    public <R> R recordingStatements(StatementDetail detail, Supplier<R> work) {
        StatementDetail outer = statements;
        statements = detail;
        try {
            return work.get();
        } finally {
            statements = outer;
        }
    }

    /** Empty if statements on recorded tables are nothing that this session may do. */
    public Optional<StatementDetail> findStatementDetail() {
        return Optional.ofNullable(statements);
    }

    /**
     * Whose a statement is that writes to the log itself. What was gathered before is written first, so that the log has
     * the order of the changes.
     *
     * @throws UnrecordedWriteException outside of a transaction
     * @throws ActorMissingException if nobody is known to act
     */
    public Origin originOfStatement(String attempted, String entity) {
        admit(attempted, entity);
        write();
        return origin();
    }

    /** An event of no row that was gathered. */
    public void writeNow(Change change) {
        write(List.of(change));
    }

    void change(RecordedEntity entity, Object id, Consumer<RowChange> change) {
        change.accept(rows.computeIfAbsent(
                new RowKey(entity.root(), id), key -> new RowChange(entity, entity.idText(id, session))));
        afterChange();
    }

    void delete(RecordedEntity entity, Object id, Map<String, @Nullable Object> old) {
        var key = new RowKey(entity.root(), id);
        var row = rows.computeIfAbsent(key, any -> new RowChange(entity, entity.idText(id, session)));
        if (!row.delete(old)) {
            rows.remove(key);
        }
        afterChange();
    }

    /** What is in collections before a row is written. */
    void keep(RecordedEntity entity, Object id, Map<RecordedCollection, Contents> contents) {
        kept.put(new RowKey(entity.root(), id), contents);
    }

    Map<RecordedCollection, Contents> takeKept(RecordedEntity entity, Object id) {
        var contents = kept.remove(new RowKey(entity.root(), id));
        return contents == null ? Map.of() : contents;
    }

    private void afterChange() {
        if (rows.size() >= capture.rowsAtMost()) {
            write();
        } else if (!registered) {
            // Called when all is flushed, before what the application does ahead of the commit.
            session.getTransactionCompletionCallbacks()
                    .registerCallback((TransactionCompletionCallbacks.BeforeCompletionCallback) any -> {
                        registered = false;
                        write();
                    });
            registered = true;
        }
    }

    private void write() {
        noteForcedVersions();
        var changes = new ArrayList<Change>();
        rows.values().forEach(row -> row.result().ifPresent(changes::add));
        rows.clear();
        if (!changes.isEmpty()) {
            write(changes);
        }
    }

    /** Hibernate raises versions for a lock without an event; the entity's entry says so until the transaction ends. */
    private void noteForcedVersions() {
        if (!(session instanceof SessionImplementor managing)) {
            return;
        }
        for (var managed : managing.getPersistenceContextInternal().reentrantSafeEntityEntries()) {
            EntityEntry entry = managed.getValue();
            if (entry.getLockMode() == LockMode.PESSIMISTIC_FORCE_INCREMENT) {
                capture.find(entry.getPersister()).ifPresent(entity -> noteForcedVersion(entity, entry));
            }
        }
    }

    private void noteForcedVersion(RecordedEntity entity, EntityEntry entry) {
        var key = new RowKey(entity.root(), entry.getId());
        if (forced.add(key)) {
            admit("Raise of the version of " + entity.name() + "#" + entry.getId(), entity);
            var persister = entry.getPersister();
            Object version = PlainValue.of(persister.getVersionType(), entry.getVersion(), session);
            rows.computeIfAbsent(key, any -> new RowChange(entity, entity.idText(entry.getId(), session)))
                    .forceVersion(
                            persister.getVersionMapping().getVersionAttribute().getAttributeName(), version);
        }
    }

    private void write(List<Change> changes) {
        var jdbc = session.getJdbcCoordinator();
        try {
            var connection = jdbc.getLogicalConnection().getPhysicalConnection();
            List<UUID> ids = changes.stream()
                    .map(change -> UuidVersion7Strategy.INSTANCE.generateUuid(session))
                    .toList();
            EventInsert.run(connection, origin(), changes, ids.iterator()::next);
            tidings.add(tenant(), origin(), changes, ids);
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "Audit events of tenant '" + tenant() + "' not written; roll back", EventInsert.SQL);
        }
    }

    private Origin origin() {
        if (context == null || context.actor() == null) {
            throw new AssertionError("nothing is admitted without an actor");
        }
        return new Origin(context.actor(), context.correlationId(), SessionAttempt.numberOf(session));
    }

    private TenantId tenant() {
        return SessionTenant.of(session).tenant();
    }

    private final class Observer implements TransactionObserver {

        @Override
        public void afterBegin() {
            begin();
            if (!capture.triggerTables().isEmpty()) {
                tellTriggers();
            }
        }

        /** What was flushed after all the others had their say. */
        @Override
        public void beforeCompletion() {
            write();
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            rows.clear();
            kept.clear();
            forced.clear();
            registered = false;
            tidings.end(
                    successful,
                    SessionAttempt.findOuter(session)
                            .map(outer -> outer.unwrap(SharedSessionContractImplementor.class)
                                    .getExtension(Journal.class))
                            .map(outer -> outer.tidings));
        }
    }
}
