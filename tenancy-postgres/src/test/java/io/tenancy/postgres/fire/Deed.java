package io.tenancy.postgres.fire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.refusal.ForbiddenStatementException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** What a turn does, how often among the others, and how many entries stay of it. */
enum Deed {
    COMMIT(100, 1, turn -> {
        turn.begin();
        turn.sees(0);
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    COMMIT_AND_GO_ON(100, 2, turn -> {
        turn.begin();
        turn.writes(0);
        turn.commit();
        turn.writes(1);
        turn.sees(2);
        turn.commit();
    }),
    ROLLBACK(100, 0, turn -> {
        turn.begin();
        turn.sees(0);
        turn.writes(0);
        turn.rollback();
        turn.sees(0);
        turn.commit();
    }),
    ROLLBACK_AND_GO_ON(100, 1, turn -> {
        turn.begin();
        turn.writes(0);
        turn.rollback();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    ERROR(100, 0, turn -> {
        turn.begin();
        turn.sees(0);
        turn.writes(0);
        turn.fails("select 1 / 0", "22012");
        turn.rollback();
        turn.sees(0);
        turn.commit();
    }),
    ERROR_FIRST(100, 1, turn -> {
        turn.begin();
        turn.fails("select 1 / 0", "22012");
        turn.rollback();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    BROKEN_CONSTRAINT(100, 1, turn -> {
        turn.begin();
        turn.fails("insert into entry (id, part, writer) values (0, 0, 'again')", "23505");
        turn.rollback();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    ERROR_LEFT_BEHIND(100, 0, turn -> {
        turn.begin();
        turn.writes(0);
        turn.sees(1);
        turn.fails("select 1 / 0", "22012");
    }),
    SAVEPOINT(100, 1, turn -> {
        turn.begin();
        Savepoint savepoint = turn.connection().setSavepoint();
        turn.writes(0);
        turn.sees(1);
        turn.connection().rollback(savepoint);
        turn.writes(1);
        turn.sees(1);
        turn.commit();
    }),
    SAVEPOINT_AFTER_ERROR(100, 1, turn -> {
        turn.begin();
        Savepoint savepoint = turn.connection().setSavepoint();
        turn.fails("select 1 / 0", "22012");
        turn.connection().rollback(savepoint);
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    SAVEPOINT_BY_TEXT(100, 2, turn -> {
        turn.begin();
        turn.writes(0);
        turn.text("savepoint here");
        turn.writes(1);
        turn.text("rollback to here");
        turn.sees(1);
        turn.writes(2);
        turn.commit();
    }),
    AUTO_COMMIT(100, 2, turn -> {
        turn.sees(0);
        turn.writes(0);
        turn.sees(1);
        turn.writes(1);
    }),
    BATCH_FIRST(100, 3, turn -> {
        turn.begin();
        turn.writesInABatch(3);
        turn.sees(3);
        turn.commit();
    }),
    BATCH_OF_ONE(100, 1, turn -> {
        turn.begin();
        turn.writesInABatch(1);
        turn.sees(1);
        turn.commit();
    }),
    BATCH_IN_AUTO_COMMIT(100, 2, turn -> {
        turn.writesInABatch(2);
        turn.sees(2);
    }),
    TEXT_COMMIT(100, 2, turn -> {
        turn.begin();
        turn.writes(0);
        turn.text("commit");
        turn.writes(1);
        turn.sees(2);
        turn.text("/* and on */ commit and chain");
        turn.sees(2);
        turn.text("rollback");
    }),
    TEXT_BEGIN(100, 0, turn -> {
        turn.text("begin");
        turn.writes(0);
        turn.sees(1);
    }),
    PLAIN_FIRST(100, 1, turn -> {
        turn.begin();
        turn.writesByPlainStatement();
        turn.sees(1);
        turn.commit();
    }),
    CALL_FIRST(100, 1, turn -> {
        turn.begin();
        turn.asksByCall();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    DESCRIBE_FIRST(100, 1, turn -> {
        turn.begin();
        turn.describesFirst();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    REFUSED_TEXT(100, 1, turn -> {
        turn.begin();
        turn.writes(0);
        assertThatThrownBy(() -> turn.text("set tenancy.tenant_id = 'rows-0'"))
                .isInstanceOf(ForbiddenStatementException.class);
        turn.sees(1);
        turn.commit();
    }),
    READ_ONLY_LEFT_BEHIND(100, 0, turn -> {
        turn.connection().setReadOnly(true);
        turn.connection().setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        turn.begin();
        turn.sees(0);
    }),
    CURSOR_LEFT_OPEN(100, 0, turn -> {
        turn.begin();
        turn.writes(0);
        turn.sees(1);
        turn.leavesACursorOpen();
    }),
    CLOSE_WITHOUT_COMMIT(100, 0, turn -> {
        turn.begin();
        turn.writes(0);
        turn.sees(1);
    }),
    SERVER_TIMEOUT(20, 1, turn -> {
        turn.begin();
        turn.writes(0);
        turn.text("set local statement_timeout = '5ms'");
        turn.fails("select pg_sleep(60)", "57014");
        turn.rollback();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    QUERY_TIMEOUT(1, 1, turn -> {
        turn.begin();
        turn.sees(0);
        turn.outlastsItsTimeout();
        turn.rollback();
        turn.writes(0);
        turn.sees(1);
        turn.commit();
    }),
    ABORT(10, 0, turn -> {
        turn.begin();
        turn.writes(0);
        turn.sees(1);
        turn.aborts();
    }),
    KILL(10, 0, turn -> {
        turn.begin();
        turn.writes(0);
        turn.sees(1);
        turn.killsItsBackend();
    });

    final int kept;
    private final int cards;
    private final Act act;

    private interface Act {
        void on(Turn turn) throws SQLException;
    }

    Deed(int cards, int kept, Act act) {
        this.cards = cards;
        this.kept = kept;
        this.act = act;
    }

    void on(Turn turn) throws SQLException {
        act.on(turn);
    }

    /** Each deed as often as it has cards. */
    static List<Deed> shuffled(long seed) {
        var deck = new ArrayList<Deed>();
        for (Deed deed : values()) {
            deck.addAll(Collections.nCopies(deed.cards, deed));
        }
        Collections.shuffle(deck, new Random(seed));
        return deck;
    }
}
