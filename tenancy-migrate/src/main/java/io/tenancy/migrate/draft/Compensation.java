package io.tenancy.migrate.draft;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The next migration that takes back what a script added, for review. There is no undo: a script that ran on a fleet stays
 * in its history, and what it dropped or changed is gone. Immutable.
 *
 * @param statements without semicolons, the last addition first
 * @param warnings what is lost, and what is not taken back
 */
public record Compensation(List<String> statements, List<String> warnings) {

    private static final String NAME = "((?:\"[^\"]+\"|[^\\s(\"])+)";

    /** What a script adds, and how it is taken back. */
    private record Kind(Pattern added, String takenBack) {

        static Kind of(String added, String takenBack) {
            return new Kind(
                    Pattern.compile("(?is)" + added.replace("<name>", NAME).replace(" ", "\\s+") + ".*"), takenBack);
        }

        Optional<String> reverse(String sql) {
            Matcher matcher = added.matcher(sql);
            return matcher.matches() ? Optional.of(filled(matcher)) : Optional.empty();
        }

        private String filled(MatchResult match) {
            String text = takenBack;
            for (int i = 1; i <= match.groupCount(); i++) {
                text = text.replace("$" + i, match.group(i));
            }
            return text;
        }
    }

    private static final List<Kind> KINDS = List.of(
            Kind.of("create (?:unlogged )?table (?:if not exists )?<name>", "drop table $1"),
            Kind.of("create sequence (?:if not exists )?<name>", "drop sequence $1"),
            Kind.of("create (?:unique )?index (?:concurrently )?(?:if not exists )?<name> on", "drop index $1"),
            Kind.of("create view <name>", "drop view $1"),
            Kind.of("create materialized view <name>", "drop materialized view $1"),
            Kind.of("create type <name>", "drop type $1"),
            Kind.of("create domain <name>", "drop domain $1"),
            Kind.of(
                    "alter table (?:if exists )?<name> add column (?:if not exists )?<name>",
                    "alter table $1 drop column $2"),
            Kind.of("alter table (?:if exists )?<name> add constraint <name>", "alter table $1 drop constraint $2"));

    private static final Pattern BODY = Pattern.compile("(?s)(\\$\\w*\\$).*?\\1");
    private static final Pattern COMMENT = Pattern.compile("(?m)--.*$");
    private static final Pattern WALL = Pattern.compile("(?is)select\\s+tenancy_(wall|shared)\\s*\\(.*");
    private static final int SHOWN = 80;

    public Compensation {
        statements = List.copyOf(statements);
        warnings = List.copyOf(warnings);
    }

    /** Reads a script by its statements' first words; what it does not know is in the warnings. */
    public static Compensation of(String script) {
        var statements = new ArrayList<String>();
        var warnings = new ArrayList<String>();
        String plain = COMMENT.matcher(BODY.matcher(script).replaceAll("''")).replaceAll("");
        Stream.of(plain.split(";"))
                .map(String::strip)
                .filter(sql -> !sql.isEmpty() && !WALL.matcher(sql).matches())
                .forEach(sql -> KINDS.stream()
                        .flatMap(kind -> kind.reverse(sql).stream())
                        .findFirst()
                        .ifPresentOrElse(
                                reverse -> {
                                    statements.add(reverse);
                                    if (reverse.matches("(?s)drop table.*|alter table.* drop column.*")) {
                                        warnings.add("all data in it is lost: " + reverse);
                                    }
                                },
                                () -> warnings.add("not taken back: " + shown(sql))));
        Collections.reverse(statements);
        return new Compensation(statements, warnings);
    }

    /** The whole migration, with what to look at as comments. */
    public String script() {
        var text = new StringBuilder(
                "-- Takes back what the last script added. Review it: there is no way back from it.\n");
        warnings.forEach(warning -> text.append("-- Review: ").append(warning).append('\n'));
        text.append('\n');
        statements.forEach(sql -> text.append(sql).append(";\n"));
        return text.toString();
    }

    private static String shown(String sql) {
        String line = sql.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
