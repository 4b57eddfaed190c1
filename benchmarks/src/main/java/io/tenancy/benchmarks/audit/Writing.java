package io.tenancy.benchmarks.audit;

import io.tenancy.benchmarks.timing.Contender;
import java.sql.SQLException;
import org.hibernate.Session;

/** Transactions that each insert, or load and change, so many rows. */
record Writing(Keeper keeper, Stage stage, int rows, boolean updates) implements Contender {

    static Writing insert(Keeper keeper, Stage stage, int rows) {
        return new Writing(keeper, stage, rows, false);
    }

    static Writing update(Keeper keeper, Stage stage, int rows) {
        return new Writing(keeper, stage, rows, true);
    }

    @Override
    public String name() {
        return keeper.name();
    }

    @Override
    public Block open(int round) throws SQLException {
        stage.execute(keeper.emptying());
        var block = new Rows();
        if (updates) {
            block.insert();
        }
        return block;
    }

    private final class Rows implements Block {

        private long written;
        private long events;

        @Override
        public void once() {
            if (updates) {
                keeper.entrance().inTransaction(this::change);
                events += rows;
            } else {
                insert();
            }
        }

        private void insert() {
            keeper.entrance().inTransaction(session -> {
                for (int i = 0; i < rows; i++) {
                    session.persist(keeper.make(++written));
                }
            });
            events += rows;
        }

        private void change(Session session) {
            session.createSelectionQuery("from Parcel where id <= :last", keeper.parcel())
                    .setParameter("last", (long) rows)
                    .getResultList()
                    .forEach(Parcel::change);
        }

        /** Whoever says that a trail is kept has one event for each row. */
        @Override
        public void close() throws SQLException {
            long found = stage.number(keeper.trail());
            if (found != (keeper.keepsATrail() ? events : 0)) {
                throw new IllegalStateException(
                        "The trail of " + keeper.name() + " has " + found + " rows, written were " + events + ".");
            }
        }
    }
}
