package io.tenancy.benchmarks.bulk;

import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantContext;
import io.tenancy.hibernate.HibernateTenancy;
import io.tenancy.hibernate.bulk.Bulk;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.hibernate.Session;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** One way to get the same rows into the same empty table, in one transaction, commit included. */
record Loading(String name, String tenant, int rows, Stage stage, Work work) implements Contender {

    /** Characters that a COPY sends at a time. */
    private static final int BUFFER = 1 << 16;

    interface Work {
        void load(List<Shipment> rows) throws SQLException;
    }

    static Loading copy(String tenant, int rows, Stage stage) {
        return new Loading("copy." + tenant, tenant, rows, stage, given -> {
            try (Connection superuser = stage.superuser(tenant)) {
                superuser.setAutoCommit(false);
                copy(superuser, tenant, given);
                superuser.commit();
            }
        });
    }

    static Loading bulk(String tenant, int rows, Stage stage, HibernateTenancy tenancy) {
        return new Loading("bulk." + tenant, tenant, rows, stage, given -> TenantContext.of(tenant)
                .run(() -> tenancy.inStatelessTransaction(
                        session -> Bulk.of(Shipment.class, session).insert(given))));
    }

    /** As Hibernate's guide does it: flush and clear as often as a batch is full. */
    static Loading persist(int rows, Stage stage, HibernateTenancy tenancy) {
        return new Loading("persist", Stage.ROWS, rows, stage, given -> TenantContext.of(Stage.ROWS)
                .run(() -> tenancy.inTransaction(session -> persist(session, given))));
    }

    @Override
    public Block open(int round) throws SQLException {
        stage.empty(tenant);
        List<Shipment> given = Shipment.some(rows);
        // What the one before left behind is not for this one to clear up.
        System.gc();
        return new Block() {
            @Override
            public void once() throws SQLException {
                work.load(given);
            }

            @Override
            public void close() throws SQLException {
                requireAll();
            }
        };
    }

    private void requireAll() throws SQLException {
        try (Connection superuser = stage.superuser(tenant);
                Statement statement = superuser.createStatement();
                ResultSet row = statement.executeQuery(
                        "select count(*) from shipment where tenant_id = '" + tenant + "' and price = id / 100.0")) {
            row.next();
            if (row.getLong(1) != rows) {
                throw new IllegalStateException(
                        name + " wrote " + row.getLong(1) + " rows. Expected " + rows + ", all of this tenant.");
            }
        }
    }

    private static void copy(Connection connection, String tenant, List<Shipment> rows) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy shipment (" + Shipment.COLUMNS + ") from stdin");
        var lines = new StringBuilder(BUFFER * 2);
        for (Shipment row : rows) {
            row.line(tenant, lines);
            if (lines.length() > BUFFER) {
                send(copy, lines);
            }
        }
        send(copy, lines);
        copy.endCopy();
    }

    private static void send(CopyIn copy, StringBuilder lines) throws SQLException {
        byte[] bytes = lines.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        lines.setLength(0);
    }

    private static void persist(Session session, List<Shipment> rows) {
        int count = 0;
        for (Shipment row : rows) {
            session.persist(row);
            if (++count % Stage.BATCH == 0) {
                session.flush();
                session.clear();
            }
        }
    }
}
