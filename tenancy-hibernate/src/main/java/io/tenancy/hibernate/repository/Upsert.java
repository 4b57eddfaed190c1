package io.tenancy.hibernate.repository;

import io.tenancy.hibernate.row.RowColumn;
import io.tenancy.hibernate.row.RowColumns;
import io.tenancy.hibernate.softdelete.SoftDelete;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.hibernate.StaleObjectStateException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.PostUpsertEvent;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * {@code insert … on conflict (tenant, id) do update}. Hibernate's own upsert matches on the id alone and leaves the
 * tenant null. The events around it are Hibernate's, so that the guard, and whoever else listens, sees the row.
 */
final class Upsert<E> {

    private final Store<E> store;
    private final SharedSessionContractImplementor session;
    private final EntityPersister persister;
    private final RowColumns columns;
    private final String sql;

    Upsert(Store<E> store, Class<E> entity) {
        this.store = store;
        this.session = store.session().unwrap(SharedSessionContractImplementor.class);
        this.persister = session.getFactory().getMappingMetamodel().getEntityDescriptor(entity);
        if (persister.hasMultipleTables() || persister.getDiscriminatorMapping() != null) {
            throw new IllegalArgumentException("Upsert of " + persister.getEntityName()
                    + " refused: expected an entity with a table of its own, found one of a hierarchy or with several tables."
                    + " Load and change the row.");
        }
        this.columns = RowColumns.ofInsert(persister);
        this.sql = "insert into " + persister.getTableName() + " as t ("
                + columns.join(use -> true, RowColumn::name, ", ") + ") values ("
                + columns.join(use -> true, column -> column.mapping().getWriteExpression(), ", ") + ")"
                + columns.onConflict();
    }

    Upserted run(E row) {
        Object id = persister.getIdentifier(row, session);
        if (id == null) {
            throw new IllegalArgumentException("Upsert of " + persister.getEntityName()
                    + " refused: it has no id, so no row can be meant. Insert it, or give it the id of a row.");
        }
        Object[] state = persister.getValues(row);
        announce(row, id, state);
        columns.generate(session, row, state);
        Upserted upserted = execute(row, id, columns.values(session, id, state));
        persister.getFactory().getCache().evictEntityData(persister.getEntityName(), id);
        store.changed(id);
        announced(row, id, state);
        return upserted;
    }

    private void announce(Object row, Object id, Object[] state) {
        var event = new PreUpsertEvent(row, id, state, persister, session);
        session.getFactory()
                .getEventListenerGroups()
                .eventListenerGroup_PRE_UPSERT
                .fireEventOnEachListener(event, (listener, upsert) -> listener.onPreUpsert(upsert));
    }

    private void announced(Object row, Object id, Object[] state) {
        var event = new PostUpsertEvent(row, id, state, null, persister, session);
        session.getFactory()
                .getEventListenerGroups()
                .eventListenerGroup_POST_UPSERT
                .fireEventOnEachListener(event, (listener, upsert) -> listener.onPostUpsert(upsert));
    }

    private Upserted execute(Object row, Object id, @Nullable Object[] values) {
        var jdbc = session.getJdbcCoordinator();
        PreparedStatement statement = jdbc.getStatementPreparer().prepareQueryStatement(sql, false, null);
        try {
            for (RowColumn column : columns.list()) {
                int position = columns.position(column);
                column.bind(statement, position + 1, values[position], session);
            }
            ResultSet answer = jdbc.getResultSetReturn().extract(statement, sql);
            if (!answer.next()) {
                SoftDelete.in(session).requireNotDeleted("Upsert", persister.getMappedClass(), id);
                throw new StaleObjectStateException(persister.getEntityName(), id);
            }
            takeVersion(row, answer);
            return answer.getBoolean(1) ? Upserted.INSERTED : Upserted.UPDATED;
        } catch (SQLException e) {
            throw session.getJdbcServices()
                    .getSqlExceptionHelper()
                    .convert(e, "could not upsert " + persister.getEntityName() + "#" + id, sql);
        } finally {
            jdbc.getLogicalConnection().getResourceRegistry().release(statement);
            jdbc.afterStatementExecution();
        }
    }

    private void takeVersion(Object row, ResultSet answer) throws SQLException {
        if (persister.isVersioned()) {
            var mapping = persister.getVersionMapping().getJdbcMapping();
            Object version = mapping.getJdbcValueExtractor().extract(answer, 2, session);
            persister.setValue(row, persister.getVersionPropertyIndex(), mapping.convertToDomainValue(version));
        }
    }
}
