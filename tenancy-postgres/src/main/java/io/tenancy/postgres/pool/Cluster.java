package io.tenancy.postgres.pool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which data a server holds, and whether it follows another one.
 *
 * @param id PostgreSQL's system identifier, which a replica has from its primary
 */
record Cluster(String id, boolean inRecovery) {

    private static final String QUESTION =
            "select system_identifier::text, pg_catalog.pg_is_in_recovery() from pg_catalog.pg_control_system()";

    /** One sentence for each reason why the one is no replica of the other. */
    static List<String> problems(Server primary, Server replica) {
        var problems = new ArrayList<String>();
        try {
            Cluster there = ask(replica);
            Cluster here = ask(primary);
            if (!there.inRecovery) {
                problems.add(replica + ": it is not in recovery, hence no replica. Expected one that follows " + primary
                        + " by streaming.");
            }
            if (!there.id.equals(here.id)) {
                problems.add(replica + ": it holds other data than " + primary + ": expected system identifier "
                        + here.id + ", found " + there.id + ".");
            }
        } catch (SQLException e) {
            problems.add(replica + ", compared with " + primary + ": " + Failure.explain(e));
        }
        return problems;
    }

    private static Cluster ask(Server server) throws SQLException {
        try (Connection connection = CheckedServers.connect(server, server.app());
                PreparedStatement query = connection.prepareStatement(QUESTION);
                ResultSet row = query.executeQuery()) {
            row.next();
            return new Cluster(row.getString(1), row.getBoolean(2));
        }
    }
}
