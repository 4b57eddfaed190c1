package io.tenancy.testkit.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Takes a test database away, with the roles that would be left over on the server. */
final class DatabaseRemoval {

    /** Roles granted to ours, to nobody else, and without anything left in another database. */
    private static final String GRANTED_TO_OURS =
            """
            select quote_ident(r.rolname)
              from pg_roles r
             where r.rolname !~ '^pg_' and not r.rolcanlogin
               and exists (select 1 from pg_auth_members m join pg_roles u on u.oid = m.member
                            where m.roleid = r.oid and u.rolname = any (?))
               and not exists (select 1 from pg_auth_members m join pg_roles u on u.oid = m.member
                                where m.roleid = r.oid and not u.rolsuper and u.rolname <> all (?))
               and not exists (select 1 from pg_shdepend d
                                where d.refobjid = r.oid and d.dbid <> 0)""";

    private final Connection connection;
    private final String name;
    private final List<String> logins;

    DatabaseRemoval(Connection connection, TestDatabase database) {
        this.connection = connection;
        this.name = database.name();
        this.logins = List.of(
                database.owner().user(),
                database.app().user(),
                database.operator().user());
    }

    void dropDatabase() throws SQLException {
        Script.run(connection, "drop database if exists " + name + " with (force)");
    }

    void dropRoles() throws SQLException {
        var roles = new ArrayList<>(grantedToOurs());
        roles.addAll(existingLogins());
        if (!roles.isEmpty()) {
            String list = String.join(", ", roles);
            Script.run(connection, "drop owned by " + list + "; drop role " + list);
        }
    }

    private List<String> grantedToOurs() throws SQLException {
        try (var query = connection.prepareStatement(GRANTED_TO_OURS)) {
            var names = connection.createArrayOf("name", logins.toArray());
            query.setArray(1, names);
            query.setArray(2, names);
            return names(query.executeQuery());
        }
    }

    private List<String> existingLogins() throws SQLException {
        try (var query = connection.prepareStatement("select rolname from pg_roles where rolname = any (?)")) {
            query.setArray(1, connection.createArrayOf("name", logins.toArray()));
            return names(query.executeQuery());
        }
    }

    private static List<String> names(ResultSet rows) throws SQLException {
        var names = new ArrayList<String>();
        while (rows.next()) {
            names.add(rows.getString(1));
        }
        return names;
    }
}
