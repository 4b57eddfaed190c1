package io.tenancy.hibernate.row;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.metamodel.mapping.SelectableMapping;
import org.jspecify.annotations.Nullable;

/** A column that a row is written to, and what becomes of it if the row is there. */
public record RowColumn(SelectableMapping mapping, Use use) {

    /** What a statement does with a column of a row that is there. */
    public enum Use {
        /** The tenant, which is the same for all rows of a statement. */
        TENANT,
        KEY,
        KEPT,
        CHANGED,
        COUNTED;

        /** Whether the column is part of what identifies the row. */
        public boolean identifies() {
            return this == TENANT || this == KEY;
        }

        /** Whether a row that is there gets another value. */
        public boolean changes() {
            return this == CHANGED || this == COUNTED;
        }
    }

    /** As it stands in SQL, quoted where it has to be. */
    public String name() {
        return mapping.getSelectionExpression();
    }

    @SuppressWarnings("unchecked") // Mapping and value come from the same attribute.
    public void bind(
            PreparedStatement statement, int position, @Nullable Object value, SharedSessionContractImplementor session)
            throws SQLException {
        mapping.getJdbcMapping().getJdbcValueBinder().bind(statement, value, position, session);
    }
}
