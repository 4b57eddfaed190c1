package io.tenancy.postgres.pool;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that wait, when they are closed, until PostgreSQL has ended the session: only then is there room for
 * another connection. For the driver, which asks for the class by its name; a {@code socketFactory} of your own among
 * the driver's properties replaces it, and closed connections may then be counted by the server a moment longer.
 */
public final class PatientSockets extends SocketFactory {

    public PatientSockets() {
        super();
    }

    @Override
    public Socket createSocket() {
        return new PatientSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connect(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        return connect(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
    }

    private static Socket connect(SocketAddress remote, @Nullable SocketAddress local) throws IOException {
        var socket = new PatientSocket();
        socket.bind(local);
        socket.connect(remote);
        return socket;
    }
}
