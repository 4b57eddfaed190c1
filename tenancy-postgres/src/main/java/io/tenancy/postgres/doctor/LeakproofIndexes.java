package io.tenancy.postgres.doctor;

import java.sql.SQLException;
import java.util.List;

/** Indexes that PostgreSQL does not use behind a policy, because their operators might tell of hidden rows. */
final class LeakproofIndexes {

    /**
     * An operator class answers for its operators; an expression for its functions, which stand in the printed tree of
     * its nodes; a pattern class exists for LIKE, which is not leakproof although the operators of the class are.
     */
    private static final String QUERY =
            """
            select t.schema, t.name, index.relname as index, string_agg(distinct reason.what, ', ' order by reason.what) as why
              from tenant_table t
              join pg_index i on i.indrelid = t.oid
              join pg_class index on index.oid = i.indexrelid and not index.relispartition
             cross join lateral (
                 select 'operator ' || o.oprname || ' of ' || family.opfname as what
                   from generate_series(0, i.indnkeyatts - 1) as k (position)
                   join pg_opclass class on class.oid = i.indclass[k.position]
                   join pg_opfamily family on family.oid = class.opcfamily
                   join pg_amop a on a.amopfamily = class.opcfamily and a.amoplefttype = class.opcintype
                                 and a.amoppurpose = 's'
                   join pg_operator o on o.oid = a.amopopr
                   join pg_proc f on f.oid = o.oprcode
                  where i.indkey[k.position] <> t.tenant and not f.proleakproof
                  union all
                 select 'LIKE, which ' || class.opcname || ' is for'
                   from generate_series(0, i.indnkeyatts - 1) as k (position)
                   join pg_opclass class on class.oid = i.indclass[k.position]
                  where i.indkey[k.position] <> t.tenant and class.opcname like '%pattern_ops'
                  union all
                 select 'function ' || f.proname
                   from regexp_matches(i.indexprs::text, ':(?:funcid|opfuncid) (\\d+)', 'g') as called (oids)
                   join pg_proc f on f.oid = called.oids[1]::oid
                  where not f.proleakproof) as reason
             where t.placement = 'rows'
             group by t.schema, t.name, index.relname
             order by t.schema, t.name, index.relname
            """;

    private LeakproofIndexes() {}

    static List<Finding> examine(Examination examination) throws SQLException {
        return examination.findings(
                QUERY,
                (row, found) -> found.accept(Finding.inWords(
                        Rule.INDEX_NOT_LEAKPROOF,
                        "table " + row.getString("schema") + "." + row.getString("name"),
                        "index '" + row.getString("index") + "', not leakproof: " + row.getString("why"),
                        "an index that serves behind a policy",
                        "promote tenants that need it to a schema of their own, or index a generated column and compare"
                                + " that with =")));
    }
}
