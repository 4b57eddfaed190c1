package io.tenancy.postgres.directory;

import io.tenancy.Tenant;
import io.tenancy.TenantId;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.directory.TenantPage;
import io.tenancy.directory.TenantPageRequest;
import io.tenancy.refusal.DirectoryUnavailableException;
import java.sql.PreparedStatement;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * The tenants as the control schema has them at the moment of each call; {@link CachedTenantDirectory} saves the way.
 * Every method throws a {@link DirectoryUnavailableException} if the database cannot be asked. Safe for use by several
 * threads.
 */
public final class PostgresTenantDirectory implements TenantDirectory {

    private static final String ONE = TenantRows.SELECT + " where t.id = ?";
    private static final String MANY = TenantRows.SELECT + " where t.id = any (?)";
    private static final String PAGE = TenantRows.SELECT + " where t.id > ? order by t.id limit ?";

    private final ControlAccess access;
    private final TenantRows rows = new TenantRows();

    private PostgresTenantDirectory(DataSource source) {
        this.access = new ControlAccess(source);
    }

    /** @param source connections to the control database that belong to no tenant, best from a small pool */
    public static PostgresTenantDirectory of(DataSource source) {
        return new PostgresTenantDirectory(source);
    }

    @Override
    public Optional<Tenant> find(TenantId id) {
        return access.read(id, connection -> {
            try (PreparedStatement query = connection.prepareStatement(ONE)) {
                query.setString(1, id.value());
                return rows.read(query).stream().findFirst();
            }
        });
    }

    @Override
    public Map<TenantId, Tenant> findAll(Collection<TenantId> ids) {
        List<Tenant> found = access.read(null, connection -> {
            try (PreparedStatement query = connection.prepareStatement(MANY)) {
                Object[] values = ids.stream().map(TenantId::value).toArray();
                query.setArray(1, connection.createArrayOf("text", values));
                return rows.read(query);
            }
        });
        return found.stream().collect(Collectors.toUnmodifiableMap(Tenant::id, Function.identity()));
    }

    @Override
    public TenantPage list(TenantPageRequest request) {
        return access.read(null, connection -> {
            try (PreparedStatement query = connection.prepareStatement(PAGE)) {
                query.setString(
                        1, request.after() == null ? "" : request.after().value());
                query.setInt(2, request.size() + 1);
                return TenantPage.of(request, rows.read(query));
            }
        });
    }
}
