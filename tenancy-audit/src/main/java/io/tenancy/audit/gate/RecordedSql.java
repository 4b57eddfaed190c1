package io.tenancy.audit.gate;

import io.tenancy.audit.gate.Dml.Verb;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.row.CollectionJson;
import io.tenancy.audit.row.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A statement that changes rows, writes what it changed to the log, gives the number of the rows and the tables whose
 * rows went along. Immutable.
 *
 * <p>An update locks its rows before it changes them, so that what was is what this statement found, whoever else changed
 * them while it waited; only PostgreSQL 18 would return it. Deletes and inserts return their rows themselves.
 *
 * @param parameters which parameters of the statement its own are, by their places; behind them come, if it logs, the five of
 *     the origin, and if it is limited, how many rows it logs at most
 */
record RecordedSql(String text, List<Integer> parameters, boolean isLogged, boolean isLimited) {

    private static final String WAS = "tenancy_was";

    /** Its one column beside the keys: the row as a whole, so that no name in the statement becomes ambiguous. */
    private static final String ROW = "(tenancy_was.tenancy_row)";

    private static final String NONE = "null::jsonb";

    /** All values that are kept of each row, unless there are too many of them. */
    static RecordedSql perRow(Dml dml, RowJson rows, Kind kind, String tenantColumn) {
        String few = " and (select count(*) from tenancy_done) <= ?";
        if (dml.verb() == Verb.UPDATE) {
            return update(dml, rows, kind, tenantColumn, few);
        }
        String whole = rows.whole(dml.row());
        boolean gone = dml.verb() == Verb.DELETE;
        String change = dml.text() + returning(dml, rows, gone ? whole : NONE, gone ? NONE : whole);
        return new RecordedSql(logged(dml, "", change, kind, few), all(dml.text()), true, true);
    }

    /** Which rows, and nothing of what is in them. */
    static RecordedSql keys(Dml dml, RowJson rows, Kind kind) {
        return new RecordedSql(
                logged(dml, "", dml.text() + returning(dml, rows, NONE, NONE), kind, ""), all(dml.text()), true, false);
    }

    /** What goes out of a collection, as changes of the owners. */
    static RecordedSql elements(Dml dml, CollectionJson rows) {
        String change =
                dml.text() + "\n returning " + rows.returning(dml.row()) + ", " + dml.row() + ".tableoid as relation";
        String owners = "(select entity, id, " + rows.gone()
                + " as before, null::jsonb as after from tenancy_done group by entity, id) as o";
        String few = " and (select count(*) from tenancy_done) <= ?";
        return new RecordedSql(logged(dml, "", change, Kind.UPDATE, owners, few), all(dml.text()), true, true);
    }

    /** A delete that logs nothing, and tells as the others do what went along. */
    static RecordedSql delete(Dml dml) {
        String change = dml.text() + "\n returning " + dml.row() + ".tableoid as relation";
        return new RecordedSql(
                "with recursive tenancy_done as (" + change + "),\n" + REACHED, all(dml.text()), false, false);
    }

    private static RecordedSql update(Dml dml, RowJson rows, Kind kind, String tenantColumn, String few) {
        String row = dml.row();
        var keys = new ArrayList<>(List.of(tenantColumn));
        keys.addAll(rows.keys());
        var found = new StringBuilder();
        var same = new StringBuilder();
        for (int i = 0; i < keys.size(); i++) {
            String column = row + "." + keys.get(i);
            found.append(", ").append(column).append(" as tenancy_key_").append(i);
            same.append(" and ")
                    .append(column)
                    .append(" = " + WAS + ".tenancy_key_")
                    .append(i);
        }
        String others = dml.from().isEmpty() ? "" : ", " + dml.from().text() + "\n";
        String where =
                " where " + (dml.where().isEmpty() ? "true" : "(" + dml.where().text() + "\n)");
        String was = WAS + " as materialized (select " + row + " as tenancy_row" + found + " from " + dml.target()
                + " as " + row + others + where + " for update of " + row + "),\n";
        // What else is read decides on the values too. A condition on the row alone is done with, since it is locked.
        String change =
                "update " + dml.target() + " as " + row + " set " + dml.set().text() + "\n from " + WAS + others
                        + (others.isEmpty() ? " where true" : where) + same
                        + returning(dml, rows, rows.differing(ROW, row), rows.differing(row, ROW));
        String changed = " and num_nonnulls(before, after) > 0";
        return new RecordedSql(logged(dml, was, change, kind, changed + few), order(dml), true, true);
    }

    private static String returning(Dml dml, RowJson rows, String before, String after) {
        return "\n returning " + rows.entity(dml.row()) + " as entity, " + rows.id(dml.row()) + " as id, " + before
                + " as before, " + after + " as after, " + dml.row() + ".tableoid as relation";
    }

    /**
     * Whose rows foreign keys delete or change along with those of a delete: by their triggers, which have an index on the
     * table that is referred to.
     */
    private static final String REACHED =
            """
            tenancy_reached (relation) as (select relation from tenancy_done union select t.tgconstrrelid
              from tenancy_reached r join pg_trigger t on t.tgrelid = r.relation
               and t.tgfoid = '"RI_FKey_cascade_del"'::regproc)
            select count(*), array(select distinct c.relname::text
                from tenancy_reached r join pg_trigger t on t.tgrelid = r.relation
                 and t.tgfoid in ('"RI_FKey_cascade_del"'::regproc, '"RI_FKey_setnull_del"'::regproc,
                                  '"RI_FKey_setdefault_del"'::regproc)
                join pg_class c on c.oid = t.tgconstrrelid) from tenancy_done""";

    private static String logged(Dml dml, String before, String change, Kind kind, String which) {
        return logged(dml, before, change, kind, "tenancy_done", which);
    }

    private static String logged(Dml dml, String before, String change, Kind kind, String from, String which) {
        boolean deletes = dml.verb() == Verb.DELETE;
        return "with " + (deletes ? "recursive " : "") + before + "tenancy_done as (" + change + "),\n"
                + "tenancy_logged as (insert into audit_event (actor_kind, actor, reason, correlation_id, attempt,"
                + " id, kind, entity, entity_id, before, after) select ?, ?, ?, ?, ?, gen_random_uuid(), '"
                + kind.name() + "', entity, id, before, after from " + from + " where entity is not null" + which
                + (deletes ? "),\n" + REACHED : ")\nselect count(*), array[]::text[] from tenancy_done");
    }

    private static List<Integer> order(Dml dml) {
        int set = dml.set().parameters();
        int all = set + dml.from().parameters() + dml.where().parameters();
        return IntStream.concat(
                        IntStream.range(set, all), IntStream.range(0, dml.from().isEmpty() ? set : all))
                .boxed()
                .toList();
    }

    private static List<Integer> all(String text) {
        SqlTokens tokens = SqlTokens.of(text);
        return IntStream.range(0, tokens.parameters(0, tokens.list().size()))
                .boxed()
                .toList();
    }
}
