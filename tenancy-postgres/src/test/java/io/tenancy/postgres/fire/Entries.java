package io.tenancy.postgres.fire;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** All entries of one table, whatever any wall says. */
record Entries(Connection superuser, String schema) implements AutoCloseable {

    private static final int AT_A_TIME = 10_000;

    /** Hears of each entry, in no order. */
    interface Reader {
        void read(long id, String tenant, String writer);
    }

    void forEach(Reader reader) throws SQLException {
        superuser.setAutoCommit(false);
        try (PreparedStatement query =
                superuser.prepareStatement("select id, tenant_id, writer from " + schema + ".entry where id > 0")) {
            query.setFetchSize(AT_A_TIME);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    reader.read(rows.getLong(1), rows.getString(2), rows.getString(3));
                }
            }
        }
    }

    void clear() throws SQLException {
        try (PreparedStatement delete = superuser.prepareStatement("delete from " + schema + ".entry where id > 0")) {
            delete.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        superuser.close();
    }
}
