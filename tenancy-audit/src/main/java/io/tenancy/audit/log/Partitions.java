package io.tenancy.audit.log;

import io.tenancy.Tenant;
import io.tenancy.TenantStatus;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The months of the logs of a fleet: makes those ahead and drops those that need not be kept, in each place of a directory, as
 * the owner. For a job that runs daily or so. Safe for use by several threads.
 */
public final class Partitions {

    private static final int AT_ONCE = 500;

    /** Whoever comes behind a change of partitions waits with it: better later than that. */
    private static final String LOCK_TIMEOUT = "5s";

    private final TenantDirectory directory;
    private final Function<Tenant, LogPlace> places;

    private Partitions(TenantDirectory directory, Function<Tenant, LogPlace> places) {
        this.directory = directory;
        this.places = places;
    }

    /** @param places where the log of a tenant is; the same for those who share one, with connections of the owner */
    public static Partitions of(TenantDirectory directory, Function<Tenant, LogPlace> places) {
        return new Partitions(directory, places);
    }

    /**
     * Works through all places, each in transactions of its own; one that fails, or is in use for seconds, does not keep the
     * others from theirs.
     *
     * @param ahead so many months after this one
     * @param keptFrom months that ended before are dropped with their events; null keeps all
     */
    public List<PartitionReport> keep(int ahead, @Nullable Instant keptFrom) {
        return places().stream().map(place -> keep(place, ahead, keptFrom)).toList();
    }

    private static PartitionReport keep(LogPlace place, int ahead, @Nullable Instant keptFrom) {
        var made = new ArrayList<String>();
        var dropped = new ArrayList<String>();
        try {
            made.addAll(names(place, "tenancy_audit_months", ahead));
            if (keptFrom != null) {
                dropped.addAll(names(place, "tenancy_audit_drop", Timestamp.from(keptFrom)));
            }
            return new PartitionReport(place, made, dropped, null);
        } catch (SQLException e) {
            return new PartitionReport(place, made, dropped, e);
        }
    }

    private static List<String> names(LogPlace place, String function, Object argument) throws SQLException {
        return place.inTransaction(Connection.TRANSACTION_READ_COMMITTED, connection -> {
            try (PreparedStatement settings = connection.prepareStatement(
                    "select set_config('search_path', ?, true), set_config('lock_timeout', ?, true)")) {
                settings.setString(1, place.schema().quoted());
                settings.setString(2, LOCK_TIMEOUT);
                settings.execute();
            }
            try (PreparedStatement call = connection.prepareStatement("select " + place.name(function) + "(?)")) {
                call.setObject(1, argument);
                try (ResultSet rows = call.executeQuery()) {
                    var names = new ArrayList<String>();
                    while (rows.next()) {
                        names.add(rows.getString(1));
                    }
                    return names;
                }
            }
        });
    }

    private Set<LogPlace> places() {
        var found = new LinkedHashSet<LogPlace>();
        Optional<TenantPageRequest> next = Optional.of(TenantPageRequest.first(AT_ONCE));
        while (next.isPresent()) {
            TenantPage page = directory.list(next.get());
            page.tenants().stream()
                    .filter(tenant ->
                            tenant.status() != TenantStatus.ERASED && tenant.status() != TenantStatus.PROVISIONING)
                    .forEach(tenant -> found.add(places.apply(tenant)));
            next = Optional.ofNullable(page.next());
        }
        return found;
    }
}
