package io.tenancy.audit.seal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Changes to a log and its seals, at random, as a superuser makes them. */
final class Tampering {

    static final int WAYS = 8;

    private final Connection superuser;
    private final Random random;
    private final Map<String, String> types = new TreeMap<>();
    private final Set<Integer> ways = new TreeSet<>();

    private Tampering(Connection superuser, Random random) {
        this.superuser = superuser;
        this.random = random;
    }

    static Tampering with(Connection superuser, Random random) throws SQLException {
        var tampering = new Tampering(superuser, random);
        try (Statement query = superuser.createStatement();
                ResultSet rows = query.executeQuery("select attname, format_type(atttypid, null) from pg_attribute"
                        + " where attrelid = 'audit_event'::regclass and attnum > 0 and not attisdropped")) {
            while (rows.next()) {
                tampering.types.put(rows.getString(1), rows.getString(2));
            }
        }
        return tampering;
    }

    Set<String> columns() {
        return types.keySet();
    }

    Set<Integer> ways() {
        return ways;
    }

    /** @return what was done */
    String change(String tenant, int turn) throws SQLException {
        int way = turn % WAYS;
        ways.add(way);
        List<Long> events = numbers("select seq from audit_event where tenant_id = '" + tenant + "' order by seq");
        long event = any(events);
        return switch (way) {
            case 0 -> edit(tenant, event, any(new ArrayList<>(types.keySet())));
            case 1 -> run("delete from audit_event where seq = " + event);
            case 2 -> insert(event);
            case 3 -> swap(event, another(events, event), "seq");
            case 4 -> swap(event, another(events, event), "at, seq");
            case 5 -> run("delete from audit_event where seq >= " + event);
            case 6 -> {
                String seals = run("delete from audit_seal where last_seq >= " + event);
                yield seals + "; " + run("delete from audit_event where seq >= " + event);
            }
            default -> seal(tenant);
        };
    }

    String edit(String tenant, long event, String column) throws SQLException {
        String value =
                switch (types.get(column)) {
                    case "text" -> "coalesce(" + column + ", '') || 'x'";
                    case "uuid" -> "gen_random_uuid()";
                    case "timestamp with time zone" -> column + " + interval '1 microsecond'";
                    case "xid8" -> "'3'::xid8";
                    case "jsonb" -> random.nextBoolean() ? "null" : column + " || '{\"pages\": 0}'";
                    case "bytea" -> "sha256('x')";
                    // A free number just above, so that the event changes its place and nothing else.
                    case "bigint" -> "(select max(seq) + 1 from audit_event)";
                    default -> column + " + 1";
                };
        return run("update audit_event set " + column + " = " + value + " where tenant_id = '" + tenant + "' and seq = "
                + event);
    }

    private String insert(long event) throws SQLException {
        String columns = String.join(", ", types.keySet());
        String values = columns.replaceFirst("\\bid\\b", "gen_random_uuid()")
                .replaceFirst("\\bentity_id\\b", "entity_id || '" + random.nextInt() + "'");
        return run("insert into audit_event (" + columns + ") select " + values + " from audit_event where seq = "
                + event);
    }

    private String swap(long one, long other, String columns) throws SQLException {
        String set = columns.equals("seq") ? "seq = o.seq" : "at = o.at + interval '1 second', seq = o.seq";
        return run("update audit_event e set " + set + " from audit_event o" + " where (e.seq, o.seq) in ((" + one
                + ", " + other + "), (" + other + ", " + one + "))");
    }

    private String seal(String tenant) throws SQLException {
        long number = any(numbers("select number from audit_seal where tenant = '" + tenant + "' and number > 1"));
        String of = " where tenant = '" + tenant + "' and number = " + number;
        return switch (random.nextInt(4)) {
            case 0 -> run("delete from audit_seal" + of);
            case 1 -> run("update audit_seal set head = sha256('x')" + of);
            case 2 -> run("update audit_seal set entries = substr(entries, 49)" + of);
            default -> run("update audit_seal set at = at + interval '1 microsecond'" + of);
        };
    }

    private long another(List<Long> events, long one) {
        long other = any(events);
        return other == one ? another(events, one) : other;
    }

    private <T> T any(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    private String run(String sql) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            if (statement.executeUpdate(sql) == 0) {
                throw new IllegalStateException("Changed nothing: " + sql);
            }
        }
        return sql;
    }

    private List<Long> numbers(String sql) throws SQLException {
        try (Statement query = superuser.createStatement();
                ResultSet rows = query.executeQuery(sql)) {
            var numbers = new ArrayList<Long>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }
}
