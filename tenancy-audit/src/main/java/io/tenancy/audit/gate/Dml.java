package io.tenancy.audit.gate;

import java.util.Optional;
import java.util.Set;

/**
 * The parts of a plain update, delete or insert of one table, as the text has them. Immutable.
 *
 * @param text the whole of it, without a semicolon
 * @param target the table, with {@code only} if the statement says so
 * @param row what the statement calls the row
 * @param set of an update
 * @param from other tables that it reads, after the word
 * @param where the condition, after the word
 */
record Dml(Verb verb, String text, String target, String row, Clause set, Clause from, Clause where) {

    enum Verb {
        INSERT,
        UPSERT,
        UPDATE,
        DELETE
    }

    /** A part and the number of its parameters. */
    record Clause(String text, int parameters) {

        boolean isEmpty() {
            return text.isEmpty();
        }
    }

    private static final Set<String> NO_ALIAS = Set.of("set", "using", "where", "returning", "");

    /** Empty if it is another statement, or gives rows itself. */
    static Optional<Dml> of(String sql) {
        SqlTokens all = SqlTokens.of(sql);
        int end = all.text(all.list().size() - 1).equals(";")
                ? all.list().size() - 1
                : all.list().size();
        var tokens = new SqlTokens(sql, all.list().subList(0, end));
        if (tokens.find("returning", 0) < end || tokens.find(";", 0) < end) {
            return Optional.empty();
        }
        String two = tokens.text(0) + " " + tokens.text(1);
        if (tokens.text(0).equals("update")) {
            return Optional.of(update(tokens, end));
        }
        if (two.equals("delete from")) {
            return Optional.of(plain(Verb.DELETE, tokens, 2, end));
        }
        return two.equals("insert into") ? Optional.of(insert(tokens, end)) : Optional.empty();
    }

    private static Dml insert(SqlTokens tokens, int end) {
        int conflict = tokens.find("conflict", 2);
        boolean updates = conflict < end && tokens.find("update", conflict) < end;
        return plain(updates ? Verb.UPSERT : Verb.INSERT, tokens, 2, end);
    }

    private static Dml plain(Verb verb, SqlTokens tokens, int name, int end) {
        var none = new Clause("", 0);
        int after = afterName(tokens, name);
        // What stands behind the table of an insert is no name, unless it says so.
        String row = verb == Verb.DELETE || tokens.isAt(after, "as") ? row(tokens, after) : unnamed(tokens, after);
        return new Dml(verb, tokens.between(0, end), tokens.between(name, after), row, none, none, none);
    }

    private static Dml update(SqlTokens tokens, int end) {
        int afterName = afterName(tokens, 1);
        int set = tokens.find("set", afterName);
        int where = Math.min(tokens.find("where", set), end);
        int from = Math.min(tokens.find("from", set), where);
        return new Dml(
                Verb.UPDATE,
                tokens.between(0, end),
                tokens.between(1, afterName),
                row(tokens, afterName),
                clause(tokens, set + 1, from),
                clause(tokens, from + 1, where),
                clause(tokens, where + 1, end));
    }

    private static Clause clause(SqlTokens tokens, int from, int to) {
        return new Clause(tokens.between(from, to), tokens.parameters(from, to));
    }

    private static int afterName(SqlTokens tokens, int name) {
        int last = tokens.text(name).equals("only") ? name + 1 : name;
        while (tokens.text(last + 1).equals(".")) {
            last += 2;
        }
        return last + 1;
    }

    private static String row(SqlTokens tokens, int after) {
        int alias = tokens.text(after).equals("as") ? after + 1 : after;
        return NO_ALIAS.contains(tokens.text(alias)) ? unnamed(tokens, after) : tokens.between(alias, alias + 1);
    }

    private static String unnamed(SqlTokens tokens, int after) {
        return tokens.between(after - 1, after);
    }
}
