package io.tenancy.migrate.history;

import io.tenancy.migrate.script.Script;
import io.tenancy.migrate.script.ScriptSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A history against the scripts, as far as that is plain. Whatever is not, Flyway itself must say. */
final class Comparison {

    private static final String SCHEMA_MADE_BY_FLYWAY = "SCHEMA";

    private final List<Script> scripts;

    Comparison(ScriptSet scripts) {
        this.scripts = scripts.scripts();
    }

    /** The names of the scripts that would run; empty if only Flyway can tell. */
    Optional<List<String>> findPending(History history) {
        var last = new HashMap<String, AppliedScript>();
        int newest = -1;
        for (AppliedScript row : history.rows()) {
            if (row.type().equals(SCHEMA_MADE_BY_FLYWAY)) {
                continue;
            }
            int at = positionOf(row);
            if (!row.success() || at < 0 || (row.version() != null && last.containsKey(key(row)))) {
                return Optional.empty();
            }
            last.put(key(row), row);
            newest = row.version() == null ? newest : Math.max(newest, at);
        }
        return pending(last, newest);
    }

    private Optional<List<String>> pending(Map<String, AppliedScript> last, int newest) {
        var pending = new ArrayList<String>();
        for (int i = 0; i < scripts.size(); i++) {
            Script script = scripts.get(i);
            AppliedScript row = last.get(key(script));
            boolean same = row != null && Objects.equals(row.checksum(), script.checksum());
            if (script.isRepeatable() ? !same : row == null) {
                pending.add(script.name());
            } else if (!same) {
                return Optional.empty();
            }
            if (row == null && i < newest) {
                return Optional.empty();
            }
        }
        return Optional.of(pending);
    }

    /** Where the script of a row stands among all; -1 if there is none like it. */
    private int positionOf(AppliedScript row) {
        for (int i = 0; i < scripts.size(); i++) {
            Script script = scripts.get(i);
            if (key(script).equals(key(row))
                    && script.type().equals(row.type())
                    && script.description().equals(row.description())) {
                return i;
            }
        }
        return -1;
    }

    private static String key(Script script) {
        return script.version() == null ? "R" + script.description() : "V" + script.version();
    }

    private static String key(AppliedScript row) {
        return row.version() == null ? "R" + row.description() : "V" + row.version();
    }
}
