package io.tenancy.audit.gate;

import io.tenancy.audit.log.Origin;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;

/** Sends a statement that writes to the log itself, in all else as Hibernate does. */
record StatementRun(
        JdbcOperationQueryMutation mutation,
        JdbcParameterBindings bindings,
        Function<String, PreparedStatement> statements,
        BiConsumer<Integer, PreparedStatement> check,
        ExecutionContext context)
        implements RecordedStatement.Runner {

    @Override
    public RecordedStatement.Outcome run(RecordedSql sql, Origin origin, long rowsAtMost) {
        var session = context.getSession();
        var jdbc = session.getJdbcCoordinator().getLogicalConnection();
        String text = withComment(sql.text());
        try {
            PreparedStatement statement = statements.apply(text);
            try {
                bind(statement, sql, origin, rowsAtMost);
                RecordedStatement.Outcome outcome = execute(statement, text);
                check.accept(Math.toIntExact(outcome.rows()), statement);
                return outcome;
            } finally {
                jdbc.getResourceRegistry().release(statement);
            }
        } catch (SQLException e) {
            throw session.getJdbcServices().getSqlExceptionHelper().convert(e, "Recorded statement failed", text);
        } finally {
            context.afterStatement(jdbc);
        }
    }

    private String withComment(String text) {
        var session = context.getSession();
        var options = context.getQueryOptions();
        return options == null
                ? text
                : session.getJdbcServices()
                        .getDialect()
                        .addSqlHintOrComment(
                                text,
                                options,
                                session.getFactory().getSessionFactoryOptions().isCommentsEnabled());
    }

    private void bind(PreparedStatement statement, RecordedSql sql, Origin origin, long rowsAtMost)
            throws SQLException {
        Integer timeout = context.getQueryOptions() == null
                ? null
                : context.getQueryOptions().getTimeout();
        if (timeout != null) {
            statement.setQueryTimeout(timeout);
        }
        var binders = mutation.getParameterBinders();
        int position = 1;
        for (int place : sql.parameters()) {
            binders.get(place).bindParameterValue(statement, position++, bindings, context);
        }
        if (!sql.isLogged()) {
            return;
        }
        statement.setString(position++, origin.actor().kind().name());
        statement.setString(position++, origin.actor().name());
        statement.setString(position++, origin.actor().reason());
        statement.setString(position++, origin.correlationId());
        statement.setInt(position++, origin.attempt());
        if (sql.isLimited()) {
            statement.setLong(position, rowsAtMost);
        }
    }

    private RecordedStatement.Outcome execute(PreparedStatement statement, String text) throws SQLException {
        var session = context.getSession();
        session.getEventListenerManager().jdbcExecuteStatementStart();
        var monitor = session.getEventMonitor();
        var event = monitor.beginJdbcPreparedStatementExecutionEvent();
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            var reached = (String[]) rows.getArray(2).getArray();
            return new RecordedStatement.Outcome(rows.getLong(1), Set.of(reached));
        } finally {
            monitor.completeJdbcPreparedStatementExecutionEvent(event, text);
            session.getEventListenerManager().jdbcExecuteStatementEnd();
        }
    }
}
