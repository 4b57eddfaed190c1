package io.tenancy.hibernate.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is in a draft that may fail or block on a table with rows. */
final class Warnings {

    private static final Pattern ALTER = Pattern.compile("alter table (\"[^\"]+\"|\\S+) add (column )?(.+)");

    private static final Pattern INDEX = Pattern.compile("create (?:unique )?index \\S+ on (\"[^\"]+\"|\\S+) ");

    private Warnings() {}

    /** @param live tables that are there already, and may have rows */
    static List<String> of(List<String> statements, Set<String> live) {
        var warnings = new ArrayList<String>();
        for (String sql : statements) {
            Matcher alter = ALTER.matcher(sql);
            if (alter.matches() && live.contains(alter.group(1).replace("\"", ""))) {
                String table = "table " + alter.group(1);
                if (alter.group(2) == null) {
                    warnings.add(table + " is locked while its rows are checked: " + alter.group(3));
                } else if (alter.group(3).contains(" not null")) {
                    warnings.add(table + " refuses a column that is not null if it has rows: add it nullable, fill it,"
                            + " then set not null, or give it a default: " + alter.group(3));
                }
            }
            Matcher index = INDEX.matcher(sql);
            if (index.lookingAt() && live.contains(index.group(1).replace("\"", ""))) {
                warnings.add(
                        "writers of table " + index.group(1) + " wait for an index; on a large one use create index"
                                + " concurrently, in a script of its own: " + sql);
            }
        }
        return warnings;
    }
}
