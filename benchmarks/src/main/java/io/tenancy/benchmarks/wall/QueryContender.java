package io.tenancy.benchmarks.wall;

import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * One question by one access. A block is a transaction of one tenant, another one each round: it is bound once, and a
 * sample is the query alone. What binding costs, {@code wire} measures.
 */
record QueryContender(Access access, Question question) implements Contender {

    /** What a query found. */
    record Answer(long count, long sum) {}

    @Override
    public String name() {
        return access.name();
    }

    @Override
    public Block open(int round) throws SQLException {
        var transaction = Transaction.begin(access, round);
        PreparedStatement query = access.prepare(transaction.connection(), "", question, round);
        return new Block() {
            @Override
            public void once() throws SQLException {
                read(query);
            }

            @Override
            public void close() throws SQLException {
                transaction.close();
            }
        };
    }

    Answer answer(int round) throws SQLException {
        try (var transaction = Transaction.begin(access, round);
                PreparedStatement query = access.prepare(transaction.connection(), "", question, round)) {
            return read(query);
        }
    }

    /** The scans of the plan, the topmost first. */
    List<String> scans(int round) throws SQLException {
        var scans = new ArrayList<String>();
        try (var transaction = Transaction.begin(access, round);
                PreparedStatement query =
                        access.prepare(transaction.connection(), "explain (costs off) ", question, round);
                ResultSet lines = query.executeQuery()) {
            while (lines.next()) {
                String line = lines.getString(1).replace("->", "").strip();
                if (line.contains(" Scan ")) {
                    scans.add(line);
                }
            }
        }
        return scans;
    }

    private static Answer read(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return new Answer(row.getLong(1), row.getLong(2));
        }
    }

    /** Open until closed, with the tenant bound to the thread. */
    private record Transaction(TenantScope scope, Connection connection) implements AutoCloseable {

        static Transaction begin(Access access, int round) throws SQLException {
            TenantScope scope = TenantContext.of(access.items().tenant(round)).enter();
            try {
                Connection connection = access.source().getConnection();
                connection.setAutoCommit(false);
                return new Transaction(scope, connection);
            } catch (SQLException | RuntimeException e) {
                scope.close();
                throw e;
            }
        }

        @Override
        public void close() throws SQLException {
            try (scope;
                    connection) {
                connection.rollback();
            }
        }
    }
}
