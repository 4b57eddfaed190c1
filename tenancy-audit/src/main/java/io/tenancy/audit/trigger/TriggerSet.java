package io.tenancy.audit.trigger;

import io.tenancy.audit.log.AuditLog;
import io.tenancy.audit.row.RowJson;
import io.tenancy.audit.row.RowTables;
import io.tenancy.postgres.wall.TenantColumn;
import io.tenancy.refusal.TenancyConfigurationException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** All triggers of a factory. Immutable. */
public final class TriggerSet {

    private static final String LIVE =
            """
            select c.relname, format('%I.audit_event', current_schema()), p.prosrc,
                   t.tgtype = 29 and t.tgenabled in ('O', 'A') and t.tgqual is null and t.tgattr = ''::int2vector as complete
              from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_proc p on p.oid = t.tgfoid
             where c.relnamespace = current_schema()::regnamespace and t.tgname = 'tenancy_audit' and c.relname = any (?)
            """;

    private final Map<String, TableTrigger> triggers = new TreeMap<>();

    private TriggerSet() {}

    /** @throws TenancyConfigurationException if SQL cannot tell of some attribute what Java does */
    public static TriggerSet of(Collection<String> tables, RowTables rows, TenantColumn column) {
        var set = new TriggerSet();
        var problems = new ArrayList<String>();
        for (String table : tables) {
            RowJson row = rows.find(table).orElse(null);
            if (row == null) {
                problems.add(
                        "Table " + table + " does not say of which entity its rows are, expected a discriminator or one"
                                + " entity. Record it by EVENTS.");
            } else if (row.problems().isEmpty()) {
                set.triggers.put(table, TableTrigger.of(row, column));
            } else {
                problems.addAll(row.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new TenancyConfigurationException("Audit by triggers", problems);
        }
        return set;
    }

    /** For a migration, after that of the log. Can be run again. */
    public String script() {
        return AuditLog.triggerScript()
                + triggers.values().stream().map(TableTrigger::statement).collect(Collectors.joining());
    }

    /**
     * The tables whose trigger is missing, switched off, or not what the script would make, with a word for which.
     *
     * @param connection with the schema of the tables as the first of its search path
     */
    public Map<String, String> gaps(Connection connection) throws SQLException {
        var gaps = new TreeMap<String, String>();
        triggers.keySet().forEach(table -> gaps.put(table, "missing"));
        try (PreparedStatement query = connection.prepareStatement(LIVE)) {
            query.setArray(1, connection.createArrayOf("text", triggers.keySet().toArray()));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    String table = rows.getString(1);
                    TableTrigger expected = triggers.get(table);
                    if (expected != null && expected.bodyFor(rows.getString(2)).equals(rows.getString(3))) {
                        if (rows.getBoolean(4)) {
                            gaps.remove(table);
                        } else {
                            gaps.put(table, "switched off");
                        }
                    } else {
                        gaps.put(table, "another than the mapping would make");
                    }
                }
            }
        }
        return gaps;
    }

    /** The tables that have one. */
    public List<String> tables() {
        return List.copyOf(triggers.keySet());
    }
}
