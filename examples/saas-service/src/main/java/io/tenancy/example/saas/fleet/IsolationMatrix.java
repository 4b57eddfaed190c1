package io.tenancy.example.saas.fleet;

import io.tenancy.Actor;
import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.TenantStatus;
import io.tenancy.context.TenantContext;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.example.saas.ground.Ground;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Tries, now, to read each tenant's posts as each other tenant: by id through Hibernate, and by native SQL that Hibernate does not look at. */
@Service
public class IsolationMatrix {

    private static final int OF_EACH_PLACEMENT = 4;

    private final TenantDirectory directory;
    private final Ground ground;
    private final PostProbe probe;

    IsolationMatrix(TenantDirectory directory, Ground ground, PostProbe probe) {
        this.directory = directory;
        this.ground = ground;
        this.probe = probe;
    }

    /** Some of each placement: all against all would be a page that nobody reads. */
    public Matrix measure() {
        List<Tenant> active = Ground.all(directory).stream()
                .filter(tenant -> tenant.status() == TenantStatus.ACTIVE)
                .toList();
        List<Tenant> tenants =
                active.stream()
                        .collect(Collectors.groupingBy(
                                tenant -> tenant.placement().getClass()))
                        .values()
                        .stream()
                        .flatMap(placement -> placement.stream().limit(OF_EACH_PLACEMENT))
                        .sorted(Comparator.comparing(tenant -> tenant.id().value()))
                        .toList();
        Map<TenantId, List<UUID>> ids = new LinkedHashMap<>();
        tenants.forEach(tenant -> ids.put(tenant.id(), as(tenant, probe::sample)));
        var lines = new ArrayList<Line>();
        for (Tenant asking : tenants) {
            lines.add(as(
                    asking,
                    () -> new Line(
                            asking.id().value(),
                            tenants.stream()
                                    .map(asked -> cell(asking, asked, ids.getOrDefault(asked.id(), List.of())))
                                    .toList())));
        }
        return new Matrix(
                tenants.stream().map(tenant -> tenant.id().value()).toList(),
                active.size() - tenants.size(),
                lines,
                doctors());
    }

    private Cell cell(Tenant asking, Tenant asked, List<UUID> ids) {
        return new Cell(
                asked.id().value(),
                asking.id().equals(asked.id()),
                ids.size(),
                probe.foundByHibernate(ids),
                probe.foundByNativeSql(ids));
    }

    private static <R> R as(Tenant tenant, Supplier<R> work) {
        var context = TenantContext.of(tenant.id()).withActor(Actor.service("isolation matrix"));
        try (var scope = context.enter()) {
            return work.get();
        }
    }

    private List<Doctored> doctors() {
        return ground.examine(directory).entrySet().stream()
                .map(entry -> new Doctored(
                        entry.getKey().value(),
                        entry.getValue().isHealthy(),
                        entry.getValue().report()))
                .toList();
    }

    /** What was found; so many tenants were left out. */
    public record Matrix(List<String> tenants, int leftOut, List<Line> lines, List<Doctored> doctors) {

        /** Rows of others that somebody got. */
        public long crossed() {
            return lines.stream()
                    .flatMap(line -> line.cells().stream())
                    .filter(cell -> !cell.own())
                    .mapToLong(cell -> (long) cell.byHibernate() + cell.byNativeSql())
                    .sum();
        }

        /** Rows of others that were asked for. */
        public long asked() {
            return lines.stream()
                    .flatMap(line -> line.cells().stream())
                    .filter(cell -> !cell.own())
                    .mapToLong(cell -> 2L * cell.asked())
                    .sum();
        }
    }

    /** What one tenant got. */
    public record Line(String tenant, List<Cell> cells) {}

    /** What one tenant got of another. */
    public record Cell(String tenant, boolean own, int asked, int byHibernate, int byNativeSql) {

        public boolean crossed() {
            return !own && byHibernate + byNativeSql > 0;
        }
    }

    /** What the doctor says of a server. */
    public record Doctored(String server, boolean healthy, String report) {}
}
