package io.tenancy.postgres.pool;

import io.tenancy.ServerName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Which replicas of a server can be read from at this moment. Safe for use by several threads. */
public final class Replicas implements AutoCloseable {

    private final Map<ServerName, List<ReplicaWatch>> watches = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();

    private Replicas() {}

    /** Watches those of all servers. */
    public static Replicas of(ServerPools pools) {
        var replicas = new Replicas();
        pools.servers().forEach(replicas::follow);
        return replicas;
    }

    /** Watches those of a server as it is described now. */
    public void follow(Server server) {
        forget(server.name());
        if (!server.replicas().isEmpty()) {
            watches.put(
                    server.name(),
                    server.replicas().stream()
                            .map(replica -> ReplicaWatch.start(server, replica))
                            .toList());
        }
    }

    public void forget(ServerName server) {
        List<ReplicaWatch> before = watches.remove(server);
        if (before != null) {
            before.forEach(ReplicaWatch::close);
        }
    }

    /** One that is up and close behind, in turn; empty if there is none. */
    public Optional<ServerName> findUsable(ServerName server) {
        List<ReplicaWatch> all = watches.getOrDefault(server, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        List<ReplicaWatch> usable = all.stream().filter(ReplicaWatch::isUsable).toList();
        return usable.isEmpty()
                ? Optional.empty()
                : Optional.of(usable.get(Math.floorMod(turn.getAndIncrement(), usable.size()))
                        .replica()
                        .name());
    }

    /** It gave no connection: nobody asks it until somebody has looked at it again. */
    public void distrust(ServerName replica) {
        watching(replica).forEach(ReplicaWatch::distrust);
    }

    /** Whether it is up and close behind. */
    public boolean isUsable(ServerName replica) {
        return watching(replica).anyMatch(ReplicaWatch::isUsable);
    }

    /** How old what it shows is, at most; grows while it is down. Empty as long as nobody saw it. */
    public Optional<Duration> findLag(ServerName replica) {
        return watching(replica).findFirst().flatMap(ReplicaWatch::findLag);
    }

    private Stream<ReplicaWatch> watching(ServerName replica) {
        return watches.values().stream()
                .flatMap(List::stream)
                .filter(watch -> watch.replica().name().equals(replica));
    }

    @Override
    public void close() {
        watches.keySet().forEach(this::forget);
    }
}
