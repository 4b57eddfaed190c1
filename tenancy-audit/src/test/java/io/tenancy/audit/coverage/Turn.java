package io.tenancy.audit.coverage;

import static io.tenancy.audit.coverage.Fact.GONE;

import jakarta.persistence.LockModeType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.hibernate.StatelessSession;

/** One operation tried on one contender, on rows that no other turn has. */
record Turn(Contender contender, long first) {

    private static final int IDS = 10;
    private static final String VERSION = "version of ";

    private static final String ROWS =
            """
            select 'owner ' || id, coalesce(name, '') from owner where id between %1$d and %2$d
            union all select 'version of owner ' || id, version::text from owner where id between %1$d and %2$d
            union all select 'tag ' || tag || ' of owner ' || owner_id, '' from owner_tag where owner_id between %1$d and %2$d
            union all select 'item ' || id, name from item where id between %1$d and %2$d
            union all select 'leaf ' || id, name from leaf where id between %1$d and %2$d
            """;

    /** With two tags and an item. */
    long owner() {
        return first;
    }

    long item() {
        return first + 1;
    }

    /** With nothing but a leaf. */
    long otherOwner() {
        return first + 2;
    }

    long leaf() {
        return first + 3;
    }

    /** Of no row. */
    long free() {
        return first + 4;
    }

    /** Of no row either. */
    long free2() {
        return first + 5;
    }

    Cast cast() {
        return contender.cast();
    }

    Item newItem() {
        return cast().item(free(), "new");
    }

    Owner find(Session session) {
        return cast().findOwner(session, owner());
    }

    Item changed(StatelessSession session) {
        Item item = cast().getItem(session, item());
        item.name = "changed";
        return item;
    }

    void inTransaction(Consumer<Session> work) {
        contender.inTransaction(work);
    }

    void stateless(Consumer<StatelessSession> work) {
        contender.inStatelessTransaction(work);
    }

    void hql(String statement, long id) {
        inTransaction(session ->
                session.createMutationQuery(statement).setParameter("id", id).executeUpdate());
    }

    void handle(String statement, long id) {
        inTransaction(session -> contender.execute(
                session, session.createMutationQuery(statement).setParameter("id", id)));
    }

    void nativeHandle(String statement, long id) {
        inTransaction(session -> contender.execute(
                session, session.createNativeMutationQuery(statement).setParameter("id", id)));
    }

    void sql(String statement, long id) {
        inTransaction(session -> session.createNativeMutationQuery(statement)
                .setParameter("id", id)
                .executeUpdate());
    }

    void raise(LockModeType lock) {
        inTransaction(session -> session.find(cast().owner(), owner(), lock));
    }

    /** As if the rows had been there before anybody kept a trail. */
    void forget() {
        try {
            contender.forget(first, first + IDS);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void byHand(String statement) {
        try (Statement sql = contender.superuser().createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void seed() {
        inTransaction(session -> {
            Owner owner = cast().owner(owner(), "old");
            owner.tags().addAll(Set.of("red", "blue"));
            owner.add(cast().item(item(), "old"));
            session.persist(owner);
            Owner other = cast().owner(otherOwner(), "old");
            session.persist(other);
            session.persist(cast().leaf(leaf(), other));
        });
    }

    Cell play(Operation operation) throws SQLException {
        if (!operation.isFor(contender)) {
            return Cell.NONE;
        }
        seed();
        Map<String, String> before = rows();
        long last = contender.trail(first, first + IDS).stream()
                .mapToLong(Fact::place)
                .max()
                .orElseThrow();
        Throwable error = error(operation);
        var trail = new TreeMap<String, String>();
        contender.trail(first, first + IDS).stream()
                .filter(fact -> fact.place() > last)
                .forEach(fact -> trail.put(fact.row(), fact.value()));
        Map<String, String> changed = changes(before, rows());
        if (!contender.recordsCollections()) {
            changed.keySet().removeIf(row -> row.startsWith("tag"));
        }
        Set<String> raised = changed.keySet().stream()
                .filter(row -> row.startsWith(VERSION))
                .map(row -> row.substring(VERSION.length()))
                .collect(Collectors.toSet());
        if (!operation.isOfVersions()) {
            changed.keySet().removeIf(row -> row.startsWith(VERSION));
            trail.keySet().removeIf(row -> row.startsWith(VERSION));
        }
        return Cell.of(changed, trail, raised, error);
    }

    private Throwable error(Operation operation) {
        try {
            operation.on(this);
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private Map<String, String> rows() throws SQLException {
        var rows = new TreeMap<String, String>();
        try (Statement statement = contender.superuser().createStatement();
                ResultSet row = statement.executeQuery(ROWS.formatted(first, first + IDS))) {
            while (row.next()) {
                rows.put(row.getString(1), row.getString(2));
            }
        }
        return rows;
    }

    private static Map<String, String> changes(Map<String, String> before, Map<String, String> after) {
        var changes = new TreeMap<String, String>();
        before.keySet().forEach(row -> changes.put(row, GONE));
        changes.putAll(after);
        changes.entrySet().removeIf(change -> change.getValue().equals(before.get(change.getKey())));
        return changes;
    }
}
