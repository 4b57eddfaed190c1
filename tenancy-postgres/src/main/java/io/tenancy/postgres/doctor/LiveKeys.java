package io.tenancy.postgres.doctor;

import io.tenancy.postgres.schema.Identifier;
import io.tenancy.postgres.schema.QualifiedName;
import java.sql.SQLException;
import java.util.List;

/** Unique keys that rows keep though they are deleted softly: the value cannot be used again. */
final class LiveKeys {

    /** A key over the whole primary key identifies the row, deleted or not, and foreign keys may lean on it. */
    private static final String QUERY =
            """
            select t.schema, t.name, index.relname as index, k.conname as key, pg_get_indexdef(i.indexrelid) as definition
              from tenant_table t
              join pg_attribute deleted on deleted.attrelid = t.oid and deleted.attname = 'deleted_at'
              join pg_attribute operation on operation.attrelid = t.oid and operation.attname = 'delete_operation'
              join pg_index i on i.indrelid = t.oid and i.indisunique and not i.indisprimary and i.indpred is null
              join pg_class index on index.oid = i.indexrelid and not index.relispartition
              left join pg_constraint k on k.conrelid = t.oid and k.conindid = i.indexrelid and k.contype = 'u'
             where not exists (select from pg_constraint f where f.confrelid = t.oid and f.conindid = i.indexrelid)
               and not exists (select from pg_index p where p.indrelid = t.oid and p.indisprimary
                                and p.indkey::int2[] <@ i.indkey::int2[])
             order by t.schema, t.name, index.relname
            """;

    private LiveKeys() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(QUERY, (row, found) -> {
            var table = QualifiedName.of(row.getString("schema"), row.getString("name"));
            String key = row.getString("key");
            var index = new QualifiedName(table.schema(), Identifier.of(row.getString("index")));
            found.accept(Finding.of(
                    Rule.UNIQUE_COUNTS_DELETED,
                    "table " + table,
                    "unique key '" + row.getString("index") + "' over deleted rows too",
                    "a unique index where deleted_at is null",
                    key == null
                            ? "drop index " + index.quoted()
                            : "alter table " + table.quoted() + " drop constraint "
                                    + Identifier.of(key).quoted(),
                    row.getString("definition") + " where deleted_at is null"));
        });
    }
}
