package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The streaming replicas of a server. Immutable.
 *
 * @param urls JDBC URLs of the same database on each, without credentials
 * @param maximumLag how old what a replica shows may be; what is older is read from the server itself
 */
public record Replication(List<String> urls, Duration maximumLag) {

    static final Replication NONE = new Replication(List.of(), Duration.ofSeconds(10));

    /** Who waits for a replica may read from the server instead: not longer than this. */
    private static final Duration WAIT = Duration.ofSeconds(2);

    private static final int LONGEST_NAME = 40;

    public Replication {
        urls = List.copyOf(urls);
    }

    Replication withUrl(String url) {
        var all = new ArrayList<>(urls);
        all.add(url);
        return new Replication(all, maximumLag);
    }

    Replication withMaximumLag(Duration lag) {
        return new Replication(urls, lag);
    }

    List<Server> replicasOf(Server server) {
        var all = new ArrayList<Server>();
        for (String url : urls) {
            ServerName name = name(server.name().value(), all.size() + 1);
            all.add(server.changed(replica -> {
                replica.name = name;
                replica.url = url;
                replica.operator = null;
                replica.connectionTimeout =
                        server.connectionTimeout().compareTo(WAIT) < 0 ? server.connectionTimeout() : WAIT;
                replica.replication = NONE;
            }));
        }
        return all;
    }

    /** Of a long name the end is left out. */
    private static ServerName name(String server, int number) {
        String suffix = "-replica-" + number;
        return ServerName.of(server.substring(0, Math.min(server.length(), LONGEST_NAME - suffix.length())) + suffix);
    }
}
