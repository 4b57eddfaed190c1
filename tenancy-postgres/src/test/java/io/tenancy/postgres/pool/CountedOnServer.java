package io.tenancy.postgres.pool;

import io.tenancy.testkit.postgres.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The connections of pools, as PostgreSQL counts them. */
record CountedOnServer(Map<String, Integer> byDatabase, int idleInTransaction) {

    private static final String QUESTION =
            """
            select datname, count(*), count(*) filter (where state like 'idle in transaction%')
            from pg_stat_activity where application_name like 'tenancy %' and datname = any (?) group by datname""";

    static CountedOnServer of(Connection superuser, List<TestDatabase> databases) throws SQLException {
        try (PreparedStatement query = superuser.prepareStatement(QUESTION)) {
            query.setArray(
                    1,
                    superuser.createArrayOf(
                            "text", databases.stream().map(TestDatabase::name).toArray()));
            try (ResultSet rows = query.executeQuery()) {
                var counts = new HashMap<String, Integer>();
                int idle = 0;
                while (rows.next()) {
                    counts.put(rows.getString(1), rows.getInt(2));
                    idle += rows.getInt(3);
                }
                return new CountedOnServer(counts, idle);
            }
        }
    }

    CountedOnServer plus(CountedOnServer other) {
        var both = new HashMap<>(byDatabase);
        other.byDatabase.forEach((name, count) -> both.merge(name, count, Integer::sum));
        return new CountedOnServer(both, idleInTransaction + other.idleInTransaction);
    }

    int total() {
        return byDatabase.values().stream().mapToInt(count -> count).sum();
    }

    int most() {
        return byDatabase.values().stream().mapToInt(count -> count).max().orElse(0);
    }
}
