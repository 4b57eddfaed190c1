package io.tenancy.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.audit.log.LogDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A superuser changes a sealed log in every way there is; each time the seal tells. */
class TamperTests {

    private static final List<String> TENANTS = List.of("left", "right");

    private static final LogDatabase LOG = LogDatabase.ofRows();

    @AfterAll
    static void close() {
        LOG.close();
    }

    @Test
    void findsSixtyRandomChanges() throws SQLException {
        findsAll(60, 1);
    }

    @Test
    @Tag("stress")
    void findsAThousandRandomChanges() throws SQLException {
        findsAll(1_000, System.nanoTime());
    }

    private void findsAll(int changes, long seed) throws SQLException {
        System.out.println("Changes to a sealed log: seed " + seed);
        for (int i = 0; i < 20; i++) {
            TENANTS.forEach(tenant -> LOG.write(tenant, 10));
        }
        var sealer = Sealer.of(LOG.place()).withWindow(70);
        Waiting.seal(sealer, 400);
        List<Head> heads = sealer.heads();
        var random = new Random(seed);
        var missed = new ArrayList<String>();
        try (Connection superuser = LOG.database.connectAsSuperuser()) {
            superuser.setSchema(LOG.schema);
            superuser.setAutoCommit(false);
            Tampering tampering = Tampering.with(superuser, random);
            for (int i = 0; i < changes; i++) {
                Head anchor = heads.get(random.nextInt(heads.size()));
                assertThat(flawed(superuser, anchor)).isFalse();
                Savepoint before = superuser.setSavepoint();
                String change = tampering.change(anchor.tenant(), i);
                if (!flawed(superuser, anchor)) {
                    missed.add(change);
                }
                superuser.rollback(before);
            }
            assertThat(missed).isEmpty();
            assertThat(tampering.ways()).hasSize(Tampering.WAYS);
        }
    }

    private static boolean flawed(Connection superuser, Head anchor) throws SQLException {
        return !Verifier.of(LOG.place())
                .verify(superuser, anchor.tenant(), anchor)
                .isIntact();
    }

    /** A column that a later version adds to the log and forgets in the seal would be open to all. */
    @Test
    void findsAChangeOfEachColumn() throws SQLException {
        LOG.write("columns", 3);
        Waiting.seal(Sealer.of(LOG.place()), 3);
        try (Connection superuser = LOG.database.connectAsSuperuser()) {
            superuser.setSchema(LOG.schema);
            superuser.setAutoCommit(false);
            Tampering tampering = Tampering.with(superuser, new Random(1));
            for (String column : tampering.columns()) {
                Savepoint before = superuser.setSavepoint();
                long number = number(superuser);
                tampering.edit("columns", number, column);
                Verification found = Verifier.of(LOG.place()).verify(superuser, "columns", null);
                assertThat(found.findFlaw()).as(column).hasValueSatisfying(flaw -> assertThat(flaw.number())
                        .isEqualTo(number));
                superuser.rollback(before);
            }
        }
    }

    private static long number(Connection superuser) throws SQLException {
        try (Statement query = superuser.createStatement();
                ResultSet row = query.executeQuery(
                        "select seq from audit_event where tenant_id = 'columns' order by seq offset 1 limit 1")) {
            row.next();
            return row.getLong(1);
        }
    }
}
