package io.tenancy.migrate.drift;

import io.tenancy.migrate.target.MigrationServer;
import io.tenancy.migrate.target.MigrationTarget;
import io.tenancy.migrate.target.MigrationTarget.Kind;
import io.tenancy.postgres.schema.SchemaRole;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The catalogs of many schemas of one database: one query for each few hundred, which changes nothing. For use by one
 * thread.
 */
public final class CatalogQuery {

    private static final int FINGERPRINTS = 500;
    private static final int CATALOGS = 200;
    private static final String DEFAULT_COLUMN = "tenant_id";

    private static final String FINGERPRINT =
            """
            select schema, md5(string_agg(md5(concat_ws(E'\\x1f', object, definition)), ''
                     order by object collate "C", definition collate "C"))
              from part group by schema""";

    private static final String PARTS =
            "select schema, object, coalesce(definition, '') from part order by object collate \"C\", definition collate \"C\"";

    private final Connection connection;
    private final MigrationServer server;

    /** @param connection as the owner; its transaction, if one is open, gets another search path */
    public CatalogQuery(Connection connection, MigrationServer server) {
        this.connection = connection;
        this.server = server;
    }

    /** A text for each target that is the same where the catalogs are; none for a schema that is not there. */
    public Map<MigrationTarget, String> fingerprints(List<MigrationTarget> targets) throws SQLException {
        var found = new LinkedHashMap<MigrationTarget, String>();
        for (List<MigrationTarget> batch : batches(targets, FINGERPRINTS)) {
            Map<String, MigrationTarget> bySchema = bySchema(batch);
            read(FINGERPRINT, batch, row -> found.put(target(bySchema, row), row.getString(2)));
        }
        return found;
    }

    /** Every part of each target, one target after the other. */
    public void catalogs(List<MigrationTarget> targets, BiConsumer<MigrationTarget, Catalog> each) throws SQLException {
        for (List<MigrationTarget> batch : batches(targets, CATALOGS)) {
            Map<String, MigrationTarget> bySchema = bySchema(batch);
            var parts = new LinkedHashMap<MigrationTarget, Catalog.Parts>();
            read(PARTS, batch, row -> parts.computeIfAbsent(target(bySchema, row), any -> new Catalog.Parts())
                    .add(row.getString(2), row.getString(3)));
            parts.forEach((target, all) -> each.accept(target, all.catalog()));
        }
    }

    private interface Row {
        void take(ResultSet row) throws SQLException;
    }

    private void read(String select, List<MigrationTarget> batch, Row each) throws SQLException {
        connection.setAutoCommit(false);
        try (PreparedStatement query = connection.prepareStatement(CatalogText.SQL + select)) {
            Map<String, String> labels = labels();
            String database = connection.getCatalog();
            query.setArray(1, texts(batch, target -> target.schema().value()));
            query.setArray(2, texts(batch, target -> actor(database, target)));
            query.setArray(
                    3,
                    texts(
                            batch,
                            target -> target.tenant() == null
                                    ? null
                                    : target.tenant().value()));
            query.setArray(4, connection.createArrayOf("text", labels.keySet().toArray()));
            query.setArray(5, connection.createArrayOf("text", labels.values().toArray()));
            query.setString(6, column());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    each.take(rows);
                }
            }
        } finally {
            connection.rollback();
        }
    }

    /** Names of roles that stand for the same in each schema. */
    private Map<String, String> labels() {
        var labels = new HashMap<String, String>();
        labels.put(server.owner().user(), "the owner");
        server.findDoctor()
                .ifPresent(doctor -> labels.put(doctor.roles().owner().name(), "the owner"));
        labels.put(server.appRole(), "the application");
        server.findOperatorRole().ifPresent(operator -> labels.put(operator, "the operator"));
        return labels;
    }

    private String column() {
        return server.findDoctor().map(doctor -> doctor.column().name().name()).orElse(DEFAULT_COLUMN);
    }

    private static @Nullable String actor(String database, MigrationTarget target) {
        return target.kind() == Kind.OWN_SCHEMA
                ? SchemaRole.of(database, target.schema()).name().name()
                : null;
    }

    private Array texts(List<MigrationTarget> targets, Function<MigrationTarget, @Nullable String> text)
            throws SQLException {
        return connection.createArrayOf("text", targets.stream().map(text).toArray());
    }

    private static List<List<MigrationTarget>> batches(List<MigrationTarget> targets, int size) {
        var batches = new ArrayList<List<MigrationTarget>>();
        for (int from = 0; from < targets.size(); from += size) {
            batches.add(targets.subList(from, Math.min(from + size, targets.size())));
        }
        return batches;
    }

    private static Map<String, MigrationTarget> bySchema(List<MigrationTarget> targets) {
        return targets.stream()
                .collect(Collectors.toMap(target -> target.schema().value(), target -> target));
    }

    private static MigrationTarget target(Map<String, MigrationTarget> bySchema, ResultSet row) throws SQLException {
        return Objects.requireNonNull(bySchema.get(row.getString(1)));
    }
}
