package io.tenancy.audit.gate;

import io.tenancy.audit.gate.Dml.Verb;
import io.tenancy.audit.log.Kind;
import io.tenancy.audit.row.RowJson;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A statement that changes rows, writes what it changed to the log, and gives the number of the rows. Immutable.
 *
 * <p>An update locks its rows before it changes them, so that what was is what this statement found, whoever else changed
 * them while it waited; only PostgreSQL 18 would return it. Deletes and inserts return their rows themselves.
 *
 * @param parameters which parameters of the statement its own are, by their places; behind them come the five of the origin
 *     and, if it is limited, how many rows it logs at most
 */
record RecordedSql(String text, List<Integer> parameters, boolean isLimited) {

    private static final String WAS = "tenancy_was";
    private static final String DONE = "tenancy_done";

    /** All values that are kept of each row, unless there are too many of them. */
    static RecordedSql perRow(Dml dml, RowJson rows, Kind kind, String tenantColumn) {
        String few = " and (select count(*) from " + DONE + ") <= ?";
        if (dml.verb() == Verb.UPDATE) {
            return update(dml, rows, kind, tenantColumn, few);
        }
        String whole = rows.whole(DONE);
        String values = dml.verb() == Verb.DELETE ? whole + ", null::jsonb" : "null::jsonb, " + whole;
        return new RecordedSql(logged(dml.text(), dml, rows, kind, values, few), all(dml.text()), true);
    }

    /** Which rows, and nothing of what is in them. */
    static RecordedSql keys(Dml dml, RowJson rows, Kind kind) {
        return new RecordedSql(
                logged(dml.text(), dml, rows, kind, "null::jsonb, null::jsonb", ""), all(dml.text()), false);
    }

    private static RecordedSql update(Dml dml, RowJson rows, Kind kind, String tenantColumn, String few) {
        String row = dml.row();
        var keys = new ArrayList<>(rows.keys());
        keys.add(0, tenantColumn);
        UnaryOperator<String> keysOf =
                name -> keys.stream().map(key -> name + "." + key).collect(Collectors.joining(", "));
        boolean reads = !dml.from().isEmpty();
        String where = dml.where().isEmpty() ? "true" : "(" + dml.where().text() + "\n)";
        // What else is read decides on the values too. A condition on the row alone is done with, since it is locked.
        String change =
                "update " + dml.target() + " as " + row + " set " + dml.set().text() + "\n"
                        + (reads ? " from " + dml.from().text() + "\n where " + where + " and (" : " where (")
                        + keysOf.apply(row)
                        + ") in (select " + keysOf.apply(WAS) + " from " + WAS + ")";
        String was = WAS + " as materialized (select " + row + ".* from " + dml.target() + " as " + row
                + (reads ? ", " + dml.from().text() + "\n" : "") + " where " + where + " for update of " + row + "),\n";
        String values = rows.differing(WAS, DONE) + " as before, " + rows.differing(DONE, WAS) + " as after";
        String differing = "select * from (select " + rows.entity(DONE) + " as entity, " + rows.id(DONE) + " as id, "
                + values + " from " + DONE + " join " + WAS + " on (" + keysOf.apply(DONE) + ") = (" + keysOf.apply(WAS)
                + ") where true" + few + ") as d where num_nonnulls(before, after) > 0";
        return new RecordedSql(logged(was, change, row, kind, differing), order(dml), true);
    }

    private static String logged(String change, Dml dml, RowJson rows, Kind kind, String values, String few) {
        String found = "select " + rows.entity(DONE) + ", " + rows.id(DONE) + ", " + values + " from " + DONE
                + " where true" + few;
        return logged("", change, dml.row(), kind, found);
    }

    private static String logged(String before, String change, String row, Kind kind, String found) {
        return "with " + before + DONE + " as (" + change + "\n returning " + row + ".*),\n"
                + "tenancy_logged as (insert into audit_event (actor_kind, actor, reason, correlation_id, attempt,"
                + " id, kind, entity, entity_id, before, after) select ?, ?, ?, ?, ?, gen_random_uuid(), '"
                + kind.name() + "', e.* from (" + found
                + ") as e (entity, id, before, after) where entity is not null)\n"
                + "select count(*) from " + DONE;
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
