package io.tenancy.testkit.wire;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.LockSupport;

/** One client's connection and its counterpart at the server, with a thread for each direction. */
final class Link {

    private static final int CHUNK = 64 * 1024;
    private static final int STARTUP_HEADER = 8;
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int LONGEST_STARTUP = 10_000;

    /** A parked thread wakes some 50 µs late; the rest of a delay is spun. */
    private static final long SPIN_NANOS = 100_000;

    private final Relay relay;
    private final Socket client;
    private final Socket server;
    private final Thread upward;
    private final Thread downward;
    private volatile boolean cut;

    Link(Relay relay, Socket client, Socket server) {
        this.relay = relay;
        this.client = client;
        this.server = server;
        this.upward = relay.thread("up", this::clientToServer);
        this.downward = relay.thread("down", this::serverToClient);
    }

    void start() {
        upward.start();
        downward.start();
    }

    /** The client is reset. The server still works off what has reached it, then finds the connection ended. */
    void cut() {
        cut = true;
        LockSupport.unpark(upward);
        reset(client);
        try {
            server.shutdownOutput();
        } catch (IOException gone) {
            quietly(server);
        }
    }

    void close() {
        cut = true;
        LockSupport.unpark(upward);
        quietly(client);
        quietly(server);
    }

    private void clientToServer() {
        try {
            if (passStartup()) {
                passMessages();
            }
            server.shutdownOutput();
        } catch (IOException ended) {
            quietly(client);
            if (!cut) {
                quietly(server);
            }
        }
    }

    /** False if the client has left. Encryption is declined: what is encrypted cannot be counted. */
    private boolean passStartup() throws IOException {
        var in = new DataInputStream(client.getInputStream());
        while (true) {
            int length = in.readInt();
            int code = in.readInt();
            if (length < STARTUP_HEADER || length > LONGEST_STARTUP) {
                throw new IOException("not a start-up packet of PostgreSQL");
            }
            if (code == SSL_REQUEST || code == GSS_REQUEST) {
                client.getOutputStream().write('N');
            } else {
                var packet = ByteBuffer.allocate(length).putInt(length).putInt(code);
                in.readFully(packet.array(), STARTUP_HEADER, length - STARTUP_HEADER);
                return forward(packet.array(), length);
            }
        }
    }

    private void passMessages() throws IOException {
        var stream = new FrontendStream(relay.traffic());
        var chunk = new byte[CHUNK];
        int length;
        while ((length = client.getInputStream().read(chunk)) >= 0) {
            if (stream.read(chunk, length)) {
                hold(relay.delayNanos());
            }
            if (!forward(chunk, length)) {
                return;
            }
        }
    }

    /** False if it was cut. */
    private boolean forward(byte[] bytes, int length) throws IOException {
        if (cut) {
            return false;
        }
        var passage = relay.fuse().pass(length);
        if (passage.blown()) {
            cut = true; // before the last bytes go out, so that no answer to them gets back
        }
        server.getOutputStream().write(bytes, 0, passage.bytes());
        relay.traffic().bytes.add(passage.bytes());
        if (passage.blown()) {
            relay.cut();
        }
        return !passage.blown();
    }

    private void hold(long nanos) {
        if (nanos == 0) {
            return;
        }
        relay.traffic().held.increment();
        long until = System.nanoTime() + nanos;
        long left;
        while (!cut && (left = until - System.nanoTime()) > 0) {
            if (left > SPIN_NANOS) {
                LockSupport.parkNanos(left - SPIN_NANOS);
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private void serverToClient() {
        try {
            var chunk = new byte[CHUNK];
            int length;
            while ((length = server.getInputStream().read(chunk)) >= 0) {
                if (!cut) {
                    client.getOutputStream().write(chunk, 0, length);
                }
            }
        } catch (IOException ended) {
            // Either side went away: what follows is the same.
        } finally {
            quietly(server);
            if (!cut) {
                quietly(client);
            }
            relay.ended(this);
        }
    }

    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException closed) {
            return;
        }
        quietly(socket);
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
