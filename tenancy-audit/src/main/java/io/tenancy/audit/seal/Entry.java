package io.tenancy.audit.seal;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/** What a seal keeps of one event. */
final class Entry {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private final long seq;
    private final Instant at;
    private final byte[] bytes;

    private Entry(long seq, Instant at, byte[] bytes) {
        this.seq = seq;
        this.at = at;
        this.bytes = bytes;
    }

    long seq() {
        return seq;
    }

    Instant at() {
        return at;
    }

    byte[] bytes() {
        return bytes;
    }

    static int count(byte[] entries) {
        return entries.length / EventDigest.BYTES;
    }

    static Entry of(byte[] entries, int index) {
        byte[] bytes = Arrays.copyOfRange(entries, index * EventDigest.BYTES, (index + 1) * EventDigest.BYTES);
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Entry(buffer.getLong(), EPOCH.plus(buffer.getLong(), ChronoUnit.MICROS), bytes);
    }
}
