package io.tenancy.hibernate.softdelete;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/** Finds the living row that keeps a row of an operation from coming back, by the definition of the violated index. */
record Conflict(SharedSessionContractImplementor session, UUID operation) {

    private static final String INDEX =
            """
            select pg_get_indexdef(i.indexrelid, k.position, true) as part, pg_get_expr(i.indpred, i.indrelid) as live
              from pg_index i
              join pg_class index on index.oid = i.indexrelid
             cross join lateral generate_series(1, i.indnkeyatts) as k (position)
             where i.indrelid = cast(? as regclass) and index.relname = ?
             order by k.position
            """;

    Optional<RestoreConflictException> find(List<SoftEntity> entities, ConstraintViolationException violation) {
        String index = violation.getConstraintName();
        return index == null
                ? Optional.empty()
                : entities.stream()
                        .map(entity ->
                                session.doReturningWork(connection -> find(connection, entity, index, violation)))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private Optional<RestoreConflictException> find(
            Connection connection, SoftEntity entity, String index, ConstraintViolationException violation)
            throws SQLException {
        EntityPersister persister = persister(entity);
        var parts = new ArrayList<String>();
        String live = null;
        try (PreparedStatement query = connection.prepareStatement(INDEX)) {
            query.setString(1, persister.getIdentifierTableName());
            query.setString(2, index);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    parts.add(rows.getString("part"));
                    live = rows.getString("live");
                }
            }
        }
        if (parts.isEmpty() || persister.getIdentifierColumnNames().length != 1) {
            return Optional.empty();
        }
        try (PreparedStatement query = connection.prepareStatement(pairs(persister, parts, live))) {
            query.setObject(1, operation);
            try (ResultSet pair = query.executeQuery()) {
                return pair.next() ? Optional.of(conflict(pair, entity, index, violation)) : Optional.empty();
            }
        }
    }

    private RestoreConflictException conflict(
            ResultSet pair, SoftEntity entity, String index, ConstraintViolationException violation)
            throws SQLException {
        return new RestoreConflictException(
                SoftDeleteException.tenantOf(session),
                entity.name(),
                pair.getObject("deleted"),
                pair.getObject("living"),
                index,
                violation);
    }

    /** What the catalog prints of an index can stand in a select list; all names are quoted where they need it. */
    private static String pairs(EntityPersister persister, List<String> parts, @Nullable String live) {
        String id = persister.getIdentifierColumnNames()[0];
        var deletion = SoftDeleteModel.deletionOf(persister);
        String operationColumn =
                deletion.findSubPart("operation", null).asBasicValuedModelPart().getSelectionExpression();
        var keys = new StringBuilder();
        var same = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            keys.append(", ").append(parts.get(i)).append(" as key_").append(i);
            same.append(" and d.key_").append(i).append(" = l.key_").append(i);
        }
        String rows = "(select " + id + " as row_id" + keys + " from " + persister.getIdentifierTableName() + " where ";
        return "select d.row_id as deleted, l.row_id as living from " + rows + operationColumn + " = ?) d join " + rows
                + (live == null ? "true" : live) + ") l on l.row_id <> d.row_id" + same + " limit 1";
    }

    private EntityPersister persister(SoftEntity entity) {
        var factory = session.getFactory();
        String name = factory.getJpaMetamodel().entity(entity.name()).getHibernateEntityName();
        return factory.getMappingMetamodel().getEntityDescriptor(name);
    }
}
