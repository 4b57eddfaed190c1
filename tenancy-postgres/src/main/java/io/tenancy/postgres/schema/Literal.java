package io.tenancy.postgres.schema;

import java.sql.SQLException;
import org.postgresql.core.Utils;

/**
 * A text constant in DDL, which takes no bind values, and the only class that quotes one. Immutable.
 *
 * <p>No backslashes, so that it means the same whatever {@code standard_conforming_strings} says.
 */
public record Literal(String value) {

    /** @throws IllegalArgumentException if the text has a backslash or a control character */
    public Literal {
        if (value.indexOf('\\') >= 0 || value.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "SQL literal refused: expected text without backslashes and control characters.");
        }
    }

    /** The text in single quotes, fit for SQL. */
    public String quoted() {
        try {
            return "'" + Utils.escapeLiteral(new StringBuilder(), value, true) + "'";
        } catch (SQLException e) {
            throw new AssertionError("the driver refuses only NUL, which no literal has", e);
        }
    }
}
