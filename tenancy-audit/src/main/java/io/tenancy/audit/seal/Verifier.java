package io.tenancy.audit.seal;

import io.tenancy.audit.log.LogPlace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Compares a log with its seals, batch by batch, in one snapshot. It holds the numbers and digests of one batch at a time,
 * never values. Safe for use by several threads.
 */
public final class Verifier {

    private final LogPlace place;

    private Verifier(LogPlace place) {
        this.place = place;
    }

    public static Verifier of(LogPlace place) {
        return new Verifier(place);
    }

    /**
     * Without an anchored head: whoever could write to the log and its seals may have cut both at the same place, or made
     * the chain anew, and this cannot know.
     */
    public Verification verify(String tenant) throws SQLException {
        return verify(tenant, null);
    }

    /**
     * @param anchor a head that was kept elsewhere, the youngest best
     * @throws IllegalArgumentException if the head is another tenant's
     */
    public Verification verify(String tenant, @Nullable Head anchor) throws SQLException {
        if (anchor != null && !anchor.tenant().equals(tenant)) {
            throw new IllegalArgumentException("Verification of tenant '" + tenant
                    + "' refused: the head is that of tenant '" + anchor.tenant() + "'.");
        }
        return place.inTransaction(
                Connection.TRANSACTION_REPEATABLE_READ, connection -> verify(connection, tenant, anchor));
    }

    Verification verify(Connection connection, String tenant, @Nullable Head anchor) throws SQLException {
        var chain = new ChainCheck(tenant, anchor);
        var events = new EventCheck(place, connection, tenant);
        String sql =
                """
                select number, at, entries, previous, head, first_seq, last_seq, events, until
                  from %s where tenant = ? order by number
                """
                        .formatted(place.name("audit_seal"));
        Flaw flaw = null;
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, tenant);
            query.setFetchSize(4);
            try (ResultSet rows = query.executeQuery()) {
                while (flaw == null && rows.next()) {
                    flaw = chain.examine(rows);
                    if (flaw == null) {
                        flaw = events.examine(rows.getBytes("entries"));
                    }
                }
            }
        }
        if (flaw == null) {
            flaw = chain.examineEnd();
        }
        if (flaw == null) {
            flaw = events.examineRest(new SealTable(place).position(connection));
        }
        return new Verification(
                tenant,
                chain.first(),
                chain.batches(),
                events.intact(),
                events.erased(),
                events.dropped(),
                events.unsealed(),
                chain.isAnchored(),
                flaw);
    }
}
