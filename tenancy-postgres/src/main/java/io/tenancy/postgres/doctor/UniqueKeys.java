package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keys over the rows of all tenants: whoever writes learns that another tenant has the value. */
final class UniqueKeys {

    /** A single uuid is excepted: nobody guesses another tenant's. */
    private static final String QUERY =
            """
            select t.schema, t.name, index.relname as index, k.conname as key, i.indisexclusion as exclusion,
                   pg_get_constraintdef(k.oid) as constraint, pg_get_indexdef(i.indexrelid) as definition
              from tenant_table t
              join pg_index i on i.indrelid = t.oid and (i.indisunique or i.indisexclusion)
              join pg_class index on index.oid = i.indexrelid and not index.relispartition
              left join pg_constraint k
                on k.conrelid = t.oid and k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')
             where t.placement = 'rows'
               and t.tenant <> all ((i.indkey::int2[])[0:i.indnkeyatts - 1])
               and not (i.indnkeyatts = 1 and exists (
                     select from pg_attribute a
                      where a.attrelid = t.oid and a.attnum = i.indkey[0] and a.atttypid = 'uuid'::regtype))
             order by t.schema, t.name, index.relname
            """;

    private UniqueKeys() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            Identifier tenant = examination.doctor().column().name();
            found.accept(Finding.of(
                    Rule.UNIQUE_WITHOUT_TENANT,
                    "table " + table,
                    "unique key '" + row.getString("index") + "' without '" + tenant + "'",
                    "a key that begins with '" + tenant + "', or a single random uuid",
                    remedy(row, table, tenant)));
        });
    }

    private static String[] remedy(ResultSet row, QualifiedName table, Identifier tenant) throws SQLException {
        String key = row.getString("key");
        if (key == null) {
            var index = new QualifiedName(table.schema(), Identifier.of(row.getString("index")));
            String definition = row.getString("definition").replaceFirst(" ON ONLY ", " ON ");
            return new String[] {"drop index " + index.quoted(), led(definition, " USING \\w+ \\(", tenant.quoted())};
        }
        String alter = "alter table " + table.quoted();
        String constraint = Identifier.of(key).quoted();
        String first = tenant.quoted() + (row.getBoolean("exclusion") && isExclude(row) ? " with =" : "");
        return new String[] {
            alter + " drop constraint " + constraint,
            alter + " add constraint " + constraint + " " + led(row.getString("constraint"), "\\(", first)
        };
    }

    private static boolean isExclude(ResultSet row) throws SQLException {
        return row.getString("constraint").startsWith("EXCLUDE");
    }

    /** The definition as PostgreSQL prints it, with one column more in front of the others. */
    private static String led(String definition, String opening, String first) {
        Matcher matcher = Pattern.compile(opening).matcher(definition);
        return matcher.replaceFirst(match -> Matcher.quoteReplacement(match.group() + first + ", "));
    }
}
