package io.tenancy.testkit.statement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Parser;
import org.postgresql.core.SqlCommandType;

/** One statement of a text that was sent, by its shape. Immutable. */
public record SqlStatement(Kind kind, String shape) {

    /** It rides before the first statement of a transaction and is nobody's query. */
    private static final Pattern BINDING = Pattern.compile("(?i)select set_config ?\\(.*");

    private static final Pattern CONTROL = Pattern.compile(
            "(?i)(begin|start transaction|commit|end|abort|prepare transaction|rollback(?! (work |transaction )?to))\\b.*");

    /** The statements of a text, without those that bind a connection to its tenant. */
    public static List<SqlStatement> in(String text) throws SQLException {
        var found = new ArrayList<SqlStatement>();
        for (NativeQuery query : parse(text)) {
            String shape = Fingerprint.of(query.nativeSql);
            if (!shape.isEmpty() && !BINDING.matcher(shape).matches()) {
                found.add(new SqlStatement(kind(query.nativeSql), shape));
            }
        }
        return found;
    }

    private static List<NativeQuery> parse(String text) throws SQLException {
        return Parser.parseJdbcSql(text, true, true, true, false, false);
    }

    /** Parsed alone: behind another statement, pgjdbc does not say what it is. */
    private static Kind kind(String statement) throws SQLException {
        return kind(parse(statement).get(0).getCommand().getType());
    }

    private static Kind kind(SqlCommandType type) {
        return switch (type) {
            case SELECT, WITH -> Kind.SELECT;
            case INSERT -> Kind.INSERT;
            case UPDATE -> Kind.UPDATE;
            case DELETE -> Kind.DELETE;
            default -> Kind.OTHER;
        };
    }

    /** Whether it begins or ends a transaction by SQL text. */
    public boolean controlsTransaction() {
        return CONTROL.matcher(shape).matches();
    }

    /** Whether it does this to a table of this name, whatever the schema and the quotes. */
    public boolean does(Kind wanted, String table) {
        return kind == wanted
                && Pattern.compile("(?i)(?<![\\w$])" + Pattern.quote(table) + "(?![\\w$])")
                        .matcher(shape)
                        .find();
    }
}
