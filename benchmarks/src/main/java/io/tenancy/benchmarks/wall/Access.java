package io.tenancy.benchmarks.wall;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A way to the items: behind a wall, where nobody needs to name the tenant, or without one.
 *
 * @param byHand whether the query names the tenant itself
 */
record Access(String name, DataSource source, Items items, boolean byHand) {

    /** The question of that round; the prefix stands in front of its text. */
    PreparedStatement prepare(Connection connection, String prefix, Question question, int round) throws SQLException {
        PreparedStatement query =
                connection.prepareStatement(prefix + (byHand ? question.sqlForTenant() : question.sql()));
        query.setString(1, question.value(items, round));
        if (byHand) {
            query.setString(2, items.tenant(round));
        }
        return query;
    }
}
