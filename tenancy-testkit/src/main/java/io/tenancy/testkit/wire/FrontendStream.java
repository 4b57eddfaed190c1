package io.tenancy.testkit.wire;

/**
 * Reads what a client sends after its start-up packet: a type byte, four bytes of length that count themselves, a body.
 * Chunks may end anywhere. For one thread.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message formats</a>
 */
final class FrontendStream {

    private static final int HEADER = 5;
    private static final int LENGTH_ITSELF = 4;

    private final Traffic traffic;
    private final byte[] header = new byte[HEADER];
    private int headerBytes;
    private long bodyLeft;

    FrontendStream(Traffic traffic) {
        this.traffic = traffic;
    }

    /**
     * Counts the messages that end in this chunk. True if the client now waits for the server: the chunk ends with a
     * message that asks for an answer. One with more behind it does not count, as pgjdbc's {@code BEGIN}, which is a
     * simple query of its own and rides with the first statement.
     */
    boolean read(byte[] chunk, int length) {
        boolean waits = false;
        int at = 0;
        while (at < length) {
            waits = false;
            if (headerBytes < HEADER) {
                header[headerBytes++] = chunk[at++];
                if (headerBytes == HEADER) {
                    bodyLeft = bodyLength();
                }
            } else {
                int step = (int) Math.min(bodyLeft, length - at);
                bodyLeft -= step;
                at += step;
            }
            if (headerBytes == HEADER && bodyLeft == 0) {
                headerBytes = 0;
                waits = count((char) header[0]);
            }
        }
        if (waits) {
            traffic.roundTrips.increment();
        }
        return waits;
    }

    private long bodyLength() {
        long length = 0;
        for (int i = 1; i < HEADER; i++) {
            length = (length << 8) | (header[i] & 0xff);
        }
        return Math.max(0, length - LENGTH_ITSELF);
    }

    /** True if the client may wait after this message. */
    private boolean count(char type) {
        if (type == 'Q' || type == 'E' || type == 'F') { // query, execute, function call
            traffic.statements.increment();
        }
        return switch (type) {
            // query, sync, end of a copy in either way, function call
            case 'Q', 'S', 'c', 'f', 'F' -> true;
            default -> false;
        };
    }
}
