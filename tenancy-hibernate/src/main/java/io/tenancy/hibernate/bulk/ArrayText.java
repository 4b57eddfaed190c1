package io.tenancy.hibernate.bulk;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** An array as PostgreSQL reads it, element by element. For use by one thread. */
final class ArrayText {

    private final ColumnText column;
    private final StringBuilder text = new StringBuilder("{");

    ArrayText(ColumnText column) {
        this.column = column;
    }

    void add(@Nullable Object value) throws SQLException {
        String element = column.of(value);
        if (text.length() > 1) {
            text.append(',');
        }
        if (element == null) {
            text.append("NULL");
            return;
        }
        text.append('"');
        if (element.indexOf('"') < 0 && element.indexOf('\\') < 0) {
            text.append(element);
        } else {
            text.append(element.replace("\\", "\\\\").replace("\"", "\\\""));
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text + "}";
    }
}
