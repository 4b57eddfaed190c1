package io.tenancy.audit.coverage;

import jakarta.persistence.LockModeType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The ways to write to recorded rows, and some that write nothing. */
enum Operation {
    PERSIST("persist", turn -> turn.inTransaction(s -> s.persist(turn.newItem()))),
    UPDATE("change of a managed entity", turn -> turn.inTransaction(s -> turn.find(s).name = "changed")),
    MERGE(
            "merge",
            turn -> turn.inTransaction(s -> {
                Owner detached = turn.find(s);
                detached.tags().size();
                detached.items().size();
                s.clear();
                detached.name = "changed";
                s.merge(detached);
            })),
    REMOVE(
            "remove",
            turn -> turn.inTransaction(s -> {
                Owner owner = turn.find(s);
                Item item = owner.items().iterator().next();
                owner.items().clear();
                s.remove(item);
            })),
    CASCADED_PERSIST(
            "cascade of a persist", turn -> turn.inTransaction(s -> turn.find(s).add(turn.newItem()))),
    CASCADED_REMOVE("cascade of a remove", turn -> turn.inTransaction(s -> s.remove(turn.find(s)))),
    ORPHAN(
            "orphan removal",
            turn -> turn.inTransaction(s -> turn.find(s).items().clear())),
    COLLECTION(
            "element collection changed",
            turn -> turn.inTransaction(s -> {
                Set<String> tags = turn.find(s).tags();
                tags.remove("red");
                tags.add("green");
            })),
    EQUAL_COLLECTION(
            "collection replaced by an equal one",
            turn -> turn.inTransaction(s -> turn.find(s).tags(new HashSet<>(Set.of("red", "blue"))))),
    EXCLUDED("excluded attribute only", turn -> turn.inTransaction(s -> turn.find(s).note = "changed")),
    READ("reading", turn -> turn.inTransaction(s -> turn.find(s).tags().size())),
    ROLLBACK("rolled back after a flush", turn -> {
        try {
            turn.inTransaction(s -> {
                turn.find(s).name = "changed";
                s.flush();
                throw new ChangedMindException();
            });
        } catch (ChangedMindException expected) {
            // As planned: nothing is to be recorded.
        }
    }),

    HQL_UPDATE("HQL update", turn -> turn.hql("update Item set name = 'changed' where id = :id", turn.item())),
    HQL_DELETE("HQL delete", turn -> turn.hql("delete from Item where id = :id", turn.item())),
    HQL_INSERT_VALUES(
            "HQL insert-values", turn -> turn.hql("insert into Item (id, name) values (:id, 'new')", turn.free())),
    HQL_INSERT_SELECT(
            "HQL insert-select",
            turn -> turn.hql(
                    "insert into Item (id, name) select o.id + 4, 'new' from Owner o where o.id = :id", turn.owner())),
    CRITERIA_UPDATE("criteria update", turn -> turn.inTransaction(s -> Criteria.update(turn, s))),
    CRITERIA_DELETE("criteria delete", turn -> turn.inTransaction(s -> Criteria.delete(turn, s))),
    CRITERIA_INSERT_VALUES("criteria insert-values", turn -> turn.inTransaction(s -> Criteria.insertValues(turn, s))),
    CRITERIA_INSERT_SELECT("criteria insert-select", turn -> turn.inTransaction(s -> Criteria.insertSelect(turn, s))),
    NATIVE_UPDATE("native update", turn -> turn.sql("update item set name = 'changed' where id = :id", turn.item())),
    NATIVE_DELETE("native delete", turn -> turn.sql("delete from item where id = :id", turn.item())),
    NATIVE_INSERT("native insert", turn -> turn.sql("insert into item (id, name) values (:id, 'new')", turn.free())),
    HANDLE_UPDATE(
            "HQL update by `RecordedStatements`",
            turn -> turn.handle("update Item set name = 'changed' where id = :id", turn.item())),
    HANDLE_DELETE(
            "HQL delete by `RecordedStatements`", turn -> turn.handle("delete from Item where id = :id", turn.item())),
    HANDLE_INSERT(
            "HQL insert by `RecordedStatements`",
            turn -> turn.handle("insert into Item (id, name) values (:id, 'new')", turn.free())),
    HANDLE_NATIVE(
            "native update by `RecordedStatements`",
            turn -> turn.nativeHandle("update item set name = 'changed' where id = :id", turn.item())),
    BY_HAND(
            "psql by hand",
            turn -> turn.byHand("begin; set local tenancy.actor = 'dora'; update item set name = 'changed' where id = "
                    + turn.item() + "; commit")),
    ON_DELETE_CASCADE(
            "`ON DELETE CASCADE`",
            turn -> turn.inTransaction(s -> s.remove(turn.cast().findOwner(s, turn.otherOwner())))),

    STATELESS_INSERT("stateless insert", turn -> turn.stateless(s -> s.insert(turn.newItem()))),
    STATELESS_INSERT_MULTIPLE(
            "stateless insertMultiple",
            turn -> turn.stateless(
                    s -> s.insertMultiple(List.of(turn.newItem(), turn.cast().item(turn.free2(), "new"))))),
    STATELESS_UPDATE("stateless update", turn -> turn.stateless(s -> s.update(turn.changed(s)))),
    STATELESS_UPDATE_MULTIPLE(
            "stateless updateMultiple", turn -> turn.stateless(s -> s.updateMultiple(List.of(turn.changed(s))))),
    STATELESS_UPSERT_NEW("stateless upsert, new", turn -> turn.stateless(s -> s.upsert(turn.newItem()))),
    STATELESS_UPSERT("stateless upsert, existing", turn -> turn.stateless(s -> s.upsert(turn.changed(s)))),
    STATELESS_UPSERT_MULTIPLE(
            "stateless upsertMultiple",
            turn -> turn.stateless(s -> s.upsertMultiple(List.of(turn.changed(s), turn.newItem())))),
    STATELESS_DELETE(
            "stateless delete", turn -> turn.stateless(s -> s.delete(turn.cast().getItem(s, turn.item())))),
    STATELESS_DELETE_MULTIPLE(
            "stateless deleteMultiple",
            turn -> turn.stateless(s -> s.deleteMultiple(List.of(turn.cast().getItem(s, turn.item()))))),
    NO_TRANSACTION("write outside of a transaction", turn -> turn.contender()
            .outsideOfATransaction(s -> s.insert(turn.newItem()))),
    OPTIMISTIC_INCREMENT("version raised, optimistic", turn -> turn.raise(LockModeType.OPTIMISTIC_FORCE_INCREMENT)),
    PESSIMISTIC_INCREMENT("version raised, pessimistic", turn -> turn.raise(LockModeType.PESSIMISTIC_FORCE_INCREMENT)),
    BEFORE_AUDITING("change of a row from before auditing", turn -> {
        turn.forget();
        turn.inTransaction(s -> turn.cast().findItem(s, turn.item()).name = "changed");
    });

    /** What undoes a transaction on purpose. */
    private static final class ChangedMindException extends RuntimeException {}

    private final String text;
    private final Consumer<Turn> work;

    Operation(String text, Consumer<Turn> work) {
        this.text = text;
        this.work = work;
    }

    void on(Turn turn) {
        work.accept(turn);
    }

    /** Otherwise a version is not what is recorded: it changes with whatever else does. */
    boolean isOfVersions() {
        return this == OPTIMISTIC_INCREMENT || this == PESSIMISTIC_INCREMENT;
    }

    boolean isFor(Contender contender) {
        return switch (this) {
            case COLLECTION, EQUAL_COLLECTION -> contender.recordsCollections();
            case HANDLE_UPDATE, HANDLE_DELETE, HANDLE_INSERT, HANDLE_NATIVE -> contender.hasAHandle();
            default -> true;
        };
    }

    /** Nothing comes by that a library in the application could hold on to; triggers see it. */
    boolean isBelowHibernate() {
        return this == BY_HAND;
    }

    @Override
    public String toString() {
        return text;
    }
}
