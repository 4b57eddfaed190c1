package io.tenancy.testkit.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay on this machine in front of a PostgreSQL. It counts what a client sends, and can delay or cut it.
 *
 * <p>Encryption is declined, since what is encrypted cannot be counted: {@code sslmode=require} does not get through.
 * Safe for use by several threads; counts are up to date once the client has its answer.
 */
public final class Relay implements AutoCloseable {

    private static final int CONNECT_MILLIS = 10_000;
    private static final int JOIN_MILLIS = 5_000;

    private final String host;
    private final int targetPort;
    private final ServerSocket door;
    private final Thread doorkeeper;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private final Traffic traffic = new Traffic();
    private final Fuse fuse = new Fuse();
    private volatile long delayNanos;
    private volatile boolean refusing;
    private volatile boolean closed;

    private Relay(String host, int targetPort, ServerSocket door) {
        this.host = host;
        this.targetPort = targetPort;
        this.door = door;
        this.doorkeeper = thread("door", this::letIn);
    }

    /** A relay to this server, on a free port. */
    public static Relay to(String host, int port) {
        try {
            var relay = new Relay(host, port, new ServerSocket(0, 0, InetAddress.getByName("localhost")));
            relay.doorkeeper.start();
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("No relay to " + host + ":" + port + ".", e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    /**
     * How often a client waited for the server: after a Sync, a simple query, the end of a COPY or a function call with
     * nothing sent behind it. Start-up and authentication do not count.
     */
    public long roundTrips() {
        return traffic.roundTrips.sum();
    }

    /** How many statements were executed, {@code BEGIN} and each fetch of a cursor included. */
    public long statements() {
        return traffic.statements.sum();
    }

    /** How many bytes of clients were passed on, start-up included. */
    public long bytesSent() {
        return traffic.bytes.sum();
    }

    /** Sets all counts to zero. */
    public void reset() {
        traffic.reset();
    }

    /** From now on each round trip takes this much longer; {@link Duration#ZERO} ends it. */
    public void delay(Duration perRoundTrip) {
        if (perRoundTrip.isNegative()) {
            throw new IllegalArgumentException("Delay " + perRoundTrip + " refused: expected zero or more.");
        }
        delayNanos = perRoundTrip.toNanos();
    }

    /** Resets every open connection of a client. The server still works off what has reached it. */
    public void cut() {
        links.forEach(Link::cut);
    }

    /** As {@link #cut()}, once this many more bytes of clients were passed on; no answer to the last of them gets back. */
    public void cutAfterBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("Cut after " + bytes + " bytes refused: expected zero or more.");
        }
        fuse.set(bytes);
    }

    /** From now on whoever connects is reset at once; open connections stay. */
    public void refuse() {
        refusing = true;
    }

    /** Ends {@link #refuse()}. */
    public void accept() {
        refusing = false;
    }

    /** Ends all connections and threads of this relay. A second close does nothing. */
    @Override
    public void close() {
        closed = true;
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            doorkeeper.join(JOIN_MILLIS); // no new link after this
            links.forEach(Link::close);
            for (Thread thread : List.copyOf(threads)) {
                thread.join(JOIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void letIn() {
        while (!closed) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // Closed, or a client that left at once.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        if (refusing) {
            Link.reset(client);
            return;
        }
        var server = new Socket();
        try {
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(host, targetPort), CONNECT_MILLIS);
        } catch (IOException e) {
            Link.reset(client);
            server.close();
            return;
        }
        var link = new Link(this, client, server);
        links.add(link);
        link.start();
    }

    /** Not started yet. Known to {@link #close()} until it ends. */
    Thread thread(String what, Runnable work) {
        Runnable known = () -> {
            try {
                work.run();
            } finally {
                threads.remove(Thread.currentThread());
            }
        };
        var thread = new Thread(known, "relay-" + port() + "-" + what);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    void ended(Link link) {
        links.remove(link);
    }

    Traffic traffic() {
        return traffic;
    }

    Fuse fuse() {
        return fuse;
    }

    long delayNanos() {
        return delayNanos;
    }

    @Override
    public String toString() {
        return "relay at localhost:" + port() + " to " + host + ":" + targetPort;
    }
}
