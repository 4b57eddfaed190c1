package io.tenancy.refusal;

import io.tenancy.ServerName;
import org.jspecify.annotations.Nullable;

/** A server cannot be reached, or gave no connection in time. */
public final class ServerUnavailableException extends TenancyException {

    private final ServerName server;

    public ServerUnavailableException(ServerName server, String what, @Nullable Throwable cause) {
        super(null, "Server '" + server + "' is unavailable: " + what, cause);
        this.server = server;
    }

    public ServerName server() {
        return server;
    }
}
