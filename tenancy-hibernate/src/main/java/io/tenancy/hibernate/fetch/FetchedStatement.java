package io.tenancy.hibernate.fetch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A statement that a session ran for one reason: how often, and how long it took in all. For use by the session's thread. */
public final class FetchedStatement {

    private final Origin origin;
    private final String sql;
    private boolean repeatable;
    private int wanted;
    private long count;
    private long nanos;
    private @Nullable Map<String, Integer> lines;

    FetchedStatement(Origin origin, String sql, boolean batched) {
        this.origin = origin;
        this.sql = sql;
        this.repeatable = !batched && isSelect() && !isLimited() && !sql.contains("nextval(");
    }

    public Origin origin() {
        return origin;
    }

    /** With placeholders: no values. */
    public String sql() {
        return sql;
    }

    /** Executions; a JDBC batch is one. */
    public long count() {
        return count;
    }

    /** Time spent in executions, in nanoseconds. */
    public long nanos() {
        return nanos;
    }

    public boolean isSelect() {
        return sql.startsWith("select") || sql.startsWith("with");
    }

    private boolean isLimited() {
        return sql.contains(" fetch first ") || sql.contains(" limit ") || sql.contains(" offset ");
    }

    /**
     * How often it was wanted for the same reason. A query counts by the line that asks, from the second time on: then only
     * is the stack looked at.
     */
    int want() {
        wanted++;
        if (!repeatable) {
            return 0;
        }
        if (origin.kind() != Origin.Kind.QUERY) {
            return wanted;
        }
        return wanted == 1 ? 1 : wantAt(ApplicationLine.current());
    }

    /** Its repetition was told, so neither it nor the stack needs another look. */
    void settle() {
        repeatable = false;
    }

    private int wantAt(String line) {
        if (lines == null) {
            lines = new HashMap<>();
        }
        return lines.merge(line, 1, Integer::sum);
    }

    void executed(long duration) {
        count++;
        nanos += duration;
    }

    @Override
    public String toString() {
        return count + " × " + origin + ": " + sql;
    }
}
