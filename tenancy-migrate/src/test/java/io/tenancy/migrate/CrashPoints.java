package io.tenancy.migrate;

import io.tenancy.migrate.engine.Checkpoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Which tenants crash, each when it passes a checkpoint for the n-th time. */
final class CrashPoints {

    private record Point(Checkpoint checkpoint, int times, AtomicInteger left) {}

    private final Map<String, Point> points = new HashMap<>();

    private CrashPoints() {}

    static CrashPoints of(String tenant, Checkpoint checkpoint, int times) {
        return new CrashPoints().and(tenant, checkpoint, times);
    }

    CrashPoints and(String tenant, Checkpoint checkpoint, int times) {
        points.put(tenant, new Point(checkpoint, times, new AtomicInteger(times)));
        return this;
    }

    Set<String> tenants() {
        return Set.copyOf(points.keySet());
    }

    /** True once for each tenant. */
    boolean isReached(String tenant, Checkpoint checkpoint) {
        Point point = points.get(tenant);
        return point != null && point.checkpoint() == checkpoint && point.left().decrementAndGet() == 0;
    }

    /** For another process. */
    List<String> asArguments() {
        var arguments = new ArrayList<String>();
        points.forEach((tenant, point) -> arguments.add(tenant + "=" + point.checkpoint() + "=" + point.times()));
        return arguments;
    }

    static CrashPoints parse(List<String> arguments) {
        var points = new CrashPoints();
        for (String argument : arguments) {
            String[] parts = argument.split("=", -1);
            points.and(parts[0], Checkpoint.valueOf(parts[1]), Integer.parseInt(parts[2]));
        }
        return points;
    }
}
