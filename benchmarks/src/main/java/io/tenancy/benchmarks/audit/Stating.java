package io.tenancy.benchmarks.audit;

import io.tenancy.audit.statement.RecordedStatements;
import io.tenancy.benchmarks.timing.Contender;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.query.MutationQuery;

/**
 * One statement in HQL that changes many rows, in a transaction of its own.
 *
 * @param events on the trail for each
 */
record Stating(String name, Keeper keeper, Stage stage, int rows, int events, Way way) implements Contender {

    private static final String STATEMENT = "update Parcel set amount = amount + 1, done = not done, place = 'van'";

    interface Way {
        int execute(Session session, MutationQuery statement);
    }

    static Stating bare(Keeper keeper, Stage stage, int rows) {
        int events = keeper.keepsATrail() ? rows : 0;
        return new Stating(
                keeper.name(), keeper, stage, rows, events, (session, statement) -> statement.executeUpdate());
    }

    static Stating rowByRow(Keeper keeper, Stage stage, int rows) {
        return new Stating(
                "row by row", keeper, stage, rows, rows, (session, statement) -> RecordedStatements.in(session)
                        .execute(statement));
    }

    static Stating summary(Keeper keeper, Stage stage, int rows) {
        return new Stating("summary", keeper, stage, rows, 1, (session, statement) -> RecordedStatements.in(session)
                .asSummary()
                .execute(statement));
    }

    @Override
    public Block open(int round) throws SQLException {
        stage.fill(keeper, rows);
        return new Block() {

            private int statements;

            @Override
            public void once() {
                statements++;
                keeper.entrance()
                        .inTransaction(session -> way.execute(session, session.createMutationQuery(STATEMENT)));
            }

            @Override
            public void close() throws SQLException {
                long found = stage.number(keeper.trail());
                if (found != (long) statements * events) {
                    throw new IllegalStateException(
                            "The trail of " + name + " has " + found + " rows, expected " + statements * events + ".");
                }
            }
        };
    }
}
