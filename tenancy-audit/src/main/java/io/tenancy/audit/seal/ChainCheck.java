package io.tenancy.audit.seal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether the seals of a tenant are a chain, and lead to the anchored head. For one pass. */
final class ChainCheck {

    private final String tenant;
    private final @Nullable Head anchor;
    private byte[] head = Batch.NOTHING;
    private long first;
    private long last;
    private long batches;
    private boolean anchored;

    ChainCheck(String tenant, @Nullable Head anchor) {
        this.tenant = tenant;
        this.anchor = anchor;
    }

    /** @return what is wrong with this seal; null if nothing is */
    @Nullable
    Flaw examine(ResultSet row) throws SQLException {
        byte[] entries = row.getBytes("entries");
        long number = row.getLong("number");
        if (entries.length == 0 || entries.length % EventDigest.BYTES != 0) {
            return changed(number, "it holds no whole entries");
        }
        var batch = new Batch(tenant, number, row.getTimestamp("at").toInstant(), entries, row.getBytes("previous"));
        if (batches == 0) {
            first = number;
            // Of a chain that lost its start nobody knows the head before; the anchor may.
            head = number == 1 ? Batch.NOTHING : batch.previous();
            if (anchor != null && anchor.number() == number - 1) {
                anchored = Arrays.equals(anchor.bytes(), head);
            }
        } else if (number != last + 1) {
            return changed(last + 1, "it is gone; the next is " + number);
        }
        if (!Arrays.equals(batch.previous(), head)) {
            return changed(number, "it does not follow the one before");
        }
        if (!Arrays.equals(batch.head(), row.getBytes("head")) || !agrees(batch, row)) {
            return changed(number, "its head is not that of its contents");
        }
        head = batch.head();
        last = number;
        batches++;
        if (anchor != null && anchor.number() == number) {
            if (!Arrays.equals(anchor.bytes(), head)) {
                return changed(number, "its head is not the anchored one: the chain was made anew");
            }
            anchored = true;
        }
        return null;
    }

    @Nullable
    Flaw examineEnd() {
        if (anchor != null && anchor.number() > last) {
            return new Flaw(
                    Flaw.Kind.TRUNCATED,
                    anchor.number(),
                    "Batch " + anchor.number() + " of tenant '" + tenant + "' was anchored and is gone; the last is "
                            + last + ".");
        }
        if (anchor != null && !anchored && anchor.number() == first - 1) {
            return changed(anchor.number(), "the batch after it does not follow the anchored head");
        }
        return null;
    }

    long first() {
        return first;
    }

    long batches() {
        return batches;
    }

    boolean isAnchored() {
        return anchored;
    }

    /** The columns beside the entries, which queries and retention go by. */
    private static boolean agrees(Batch batch, ResultSet row) throws SQLException {
        return row.getLong("first_seq") == batch.first()
                && row.getLong("last_seq") == batch.last()
                && row.getInt("events") == Entry.count(batch.entries())
                && row.getTimestamp("until").toInstant().equals(batch.until());
    }

    private Flaw changed(long number, String what) {
        return new Flaw(
                Flaw.Kind.SEAL_CHANGED,
                number,
                "Seal " + number + " of tenant '" + tenant + "' was changed: " + what + ".");
    }
}
