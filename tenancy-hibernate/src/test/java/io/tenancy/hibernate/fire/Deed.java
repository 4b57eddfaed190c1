package io.tenancy.hibernate.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.refusal.CrossTenantWriteException;
import java.sql.Savepoint;
import java.util.function.Consumer;
import org.hibernate.Transaction;
import org.hibernate.exception.ConstraintViolationException;

/** What a turn does through Hibernate, and how many entries stay of it. */
enum Deed {
    COMMIT(
            1,
            turn -> turn.inTransaction(session -> {
                turn.sees(session, 0);
                session.persist(turn.entry(0));
                turn.sees(session, 1);
            })),
    BATCH(
            3,
            turn -> turn.inTransaction(session -> {
                session.persist(turn.entry(0));
                session.persist(turn.entry(1));
                session.persist(turn.entry(2));
                turn.sees(session, 3);
            })),
    EXCEPTION(0, turn -> assertThatThrownBy(() -> turn.inTransaction(session -> {
                session.persist(turn.entry(0));
                turn.sees(session, 1);
                throw new IllegalStateException("on purpose");
            }))
            .hasMessage("on purpose")),
    BROKEN_CONSTRAINT(0, turn -> assertThatThrownBy(() -> turn.inTransaction(session -> {
                session.persist(new Entry(0, turn.tenant()));
                session.flush();
            }))
            .isInstanceOf(ConstraintViolationException.class)),
    FOREIGN_ENTITY(0, turn -> assertThatThrownBy(() -> turn.inTransaction(session -> {
                turn.sees(session, 0);
                Entry entry = turn.entry(0);
                entry.tenant = "somebody-else";
                session.persist(entry);
                session.flush();
            }))
            .isInstanceOf(CrossTenantWriteException.class)),
    STATELESS(1, turn -> turn.factory().inStatelessTransaction(session -> {
        turn.meets(session);
        session.insert(turn.entry(0));
        turn.sees(session, 1);
    })),
    TWO_TRANSACTIONS(2, turn -> turn.factory().inSession(session -> {
        for (int i = 0; i < 2; i++) {
            Transaction transaction = session.beginTransaction();
            turn.meets(session);
            session.persist(turn.entry(i));
            turn.sees(session, i + 1);
            transaction.commit();
        }
    })),
    ERROR_AND_GO_ON(1, turn -> turn.factory().inSession(session -> {
        Transaction failing = session.beginTransaction();
        turn.meets(session);
        assertThatThrownBy(() ->
                        session.createNativeQuery("select 1 / 0", Integer.class).getSingleResult())
                .hasMessageContaining("division by zero");
        failing.rollback();
        session.clear();
        Transaction next = session.beginTransaction();
        session.persist(turn.entry(0));
        turn.sees(session, 1);
        next.commit();
    })),
    SAVEPOINT(
            1,
            turn -> turn.inTransaction(session -> {
                session.doWork(connection -> {
                    Savepoint savepoint = connection.setSavepoint();
                    try (var insert =
                            connection.prepareStatement("insert into entry (id, writer) values (?, 'nobody')")) {
                        insert.setLong(1, turn.entry(0).id);
                        assertThat(insert.executeUpdate()).isEqualTo(1);
                    }
                    connection.rollback(savepoint);
                });
                turn.sees(session, 0);
                session.persist(turn.entry(1));
                turn.sees(session, 1);
            })),
    BULK(
            0,
            turn -> turn.inTransaction(session -> {
                assertThat(session.createMutationQuery("update Entry set writer = writer where id = 0")
                                .executeUpdate())
                        .isEqualTo(1);
                turn.sees(session, 0);
            })),
    WITHOUT_TRANSACTION(0, turn -> turn.factory().inSession(session -> {
        turn.meets(session);
        turn.sees(session, 0);
        assertThat(session.find(Entry.class, 0L).tenant).isEqualTo(turn.tenant());
    })),
    BROKEN_CONNECTION(0, turn -> assertThatThrownBy(() -> turn.inTransaction(session -> {
                session.persist(turn.entry(0));
                session.flush();
                session.doWork(connection -> connection.abort(Runnable::run));
                session.createNativeQuery("select 1", Integer.class).getSingleResult();
            }))
            .isInstanceOf(RuntimeException.class));

    final int kept;
    private final Consumer<Turn> act;

    Deed(int kept, Consumer<Turn> act) {
        this.kept = kept;
        this.act = act;
    }

    void on(Turn turn) {
        act.accept(turn);
    }
}
