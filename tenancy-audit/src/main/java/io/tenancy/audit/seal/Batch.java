package io.tenancy.audit.seal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;

/** One link of a chain: some events of one tenant, and the head before them. */
final class Batch {

    static final byte[] NOTHING = new byte[32];

    /** Says what the bytes are, so that another format can come one day. */
    private static final String FORMAT = "tenancy-seal-1";

    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private final String tenant;
    private final long number;
    private final Instant at;
    private final byte[] entries;
    private final byte[] previous;

    Batch(String tenant, long number, Instant at, byte[] entries, byte[] previous) {
        this.tenant = tenant;
        this.number = number;
        this.at = at;
        this.entries = entries;
        this.previous = previous;
    }

    String tenant() {
        return tenant;
    }

    long number() {
        return number;
    }

    Instant at() {
        return at;
    }

    byte[] entries() {
        return entries;
    }

    byte[] previous() {
        return previous;
    }

    byte[] head() {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(FORMAT);
            out.writeUTF(tenant);
            out.writeLong(number);
            out.writeLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
            out.write(previous);
            out.write(sha256(entries));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return sha256(bytes.toByteArray());
    }

    long first() {
        return Entry.of(entries, 0).seq();
    }

    long last() {
        return Entry.of(entries, Entry.count(entries) - 1).seq();
    }

    /** The time of the youngest event, within what a timestamp can hold: raw SQL may have written any time. */
    Instant until() {
        Instant until = EARLIEST;
        for (int i = 0; i < Entry.count(entries); i++) {
            Instant next = Entry.of(entries, i).at();
            until = next.isAfter(until) ? next : until;
        }
        return until.isAfter(LATEST) ? LATEST : until;
    }

    Head named() {
        return new Head(tenant, number, HexFormat.of().formatHex(head()));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has SHA-256", e);
        }
    }
}
