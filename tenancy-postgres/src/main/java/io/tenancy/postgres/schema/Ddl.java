package io.tenancy.postgres.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Statements in their order, to be reviewed as a script or run. Immutable. */
public record Ddl(List<Section> sections) {

    private static final Ddl NOTHING = new Ddl(List.of());

    /** PostgreSQL: privilege not revoked, privilege not granted. It only warns, and the wall would have a hole. */
    private static final Set<String> UNDONE = Set.of("01006", "01007");

    /**
     * Statements that belong together.
     *
     * @param about one line that stands as a comment above them
     */
    public record Section(String about, List<String> statements) {

        /** @throws IllegalArgumentException if the comment has more than one line */
        public Section {
            if (about.codePoints().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("Comment of a script refused: expected one line.");
            }
            statements = List.copyOf(statements);
        }

        private String script() {
            return statements.stream()
                    .map(sql -> sql + ";\n")
                    .collect(Collectors.joining("", "-- " + about + "\n", ""));
        }
    }

    public Ddl {
        sections = List.copyOf(sections);
    }

    /** No statement at all. */
    public static Ddl nothing() {
        return NOTHING;
    }

    /** Statements under one comment; without statements, nothing. */
    public static Ddl section(String about, List<String> statements) {
        return statements.isEmpty() ? NOTHING : new Ddl(List.of(new Section(about, statements)));
    }

    /** These statements, then the others. */
    public Ddl then(Ddl next) {
        var all = new ArrayList<>(sections);
        all.addAll(next.sections);
        return new Ddl(all);
    }

    /** The whole as text for review or for a migration: a comment above each section, a semicolon behind each statement. */
    public String script() {
        return sections.stream().map(Section::script).collect(Collectors.joining("\n"));
    }

    /**
     * Runs the statements in the transaction of the caller, who commits or rolls back.
     *
     * @throws IllegalStateException if the connection is in auto-commit, where a failure would leave half of them done
     * @throws SQLException at the first statement that fails, and where PostgreSQL only warns that a privilege was not
     *     granted or revoked; the message names the section, the SQLState is the server's
     */
    public void runOn(Connection connection) throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("DDL refused: the connection is in auto-commit, where a failure leaves half"
                    + " of it done. Call setAutoCommit(false) first, and commit.");
        }
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (Section section : sections) {
                for (String sql : section.statements()) {
                    run(statement, section, sql);
                }
            }
        }
    }

    private static void run(Statement statement, Section section, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(section, sql, e);
        }
        @Nullable SQLWarning warning = statement.getWarnings();
        while (warning != null) {
            if (UNDONE.contains(warning.getSQLState())) {
                throw failed(section, sql, warning);
            }
            warning = warning.getNextWarning();
        }
        statement.clearWarnings();
    }

    private static SQLException failed(Section section, String sql, SQLException cause) {
        return new SQLException(
                section.about() + " failed: " + cause.getMessage() + "\nat: " + sql,
                cause.getSQLState(),
                cause.getErrorCode(),
                cause);
    }
}
