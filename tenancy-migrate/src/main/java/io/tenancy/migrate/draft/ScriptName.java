package io.tenancy.migrate.draft;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The name of the next script, such as {@code V8__orders.sql}. */
public final class ScriptName {

    private ScriptName() {}

    /**
     * The next version in its last part: 1.10 follows 1.9.
     *
     * @param last the last version of the scripts; null if there is none
     * @throws IllegalArgumentException if the description has other characters than letters, digits and underscores
     */
    public static String after(@Nullable String last, String description) {
        if (!description.matches("[A-Za-z0-9_]+")) {
            throw new IllegalArgumentException("Description of a migration refused: expected letters, digits and"
                    + " underscores, such as 'add_orders'.");
        }
        return "V" + (last == null ? "1" : next(last)) + "__" + description + ".sql";
    }

    private static String next(String last) {
        int dot = last.lastIndexOf('.') + 1;
        return last.substring(0, dot) + new BigInteger(last.substring(dot)).add(BigInteger.ONE);
    }
}
