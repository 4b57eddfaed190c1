package io.tenancy.benchmarks.fetch;

import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.List;
import java.util.stream.IntStream;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * What Hibernate tells for each statement that it runs, without the statement: the text to the inspector, then the start and
 * the end of preparing and executing. A server's time would drown the difference.
 */
record Telling(String name, HibernateTenancy tenancy, int statements) implements Contender {

    private static final int DIFFERENT = 20;

    @Override
    public Block open(int round) {
        TenantScope scope = TenantContext.of(Stage.TENANT).enter();
        var session = (SessionImplementor) tenancy.sessionFactory().openSession();
        List<String> texts = IntStream.range(0, DIFFERENT)
                .mapToObj(i -> "select n.id,n.tenant_id,n.text from note n where n.text=? and " + i + "=?")
                .toList();
        return new Block() {
            @Override
            public void once() {
                for (int i = 0; i < statements; i++) {
                    tell(session, texts.get(i % DIFFERENT));
                }
            }

            @Override
            public void close() {
                try (scope) {
                    session.close();
                }
            }
        };
    }

    private static void tell(SessionImplementor session, String sql) {
        session.getJdbcSessionContext().getStatementInspector().inspect(sql);
        var events = session.getEventListenerManager();
        events.jdbcPrepareStatementStart();
        events.jdbcPrepareStatementEnd();
        events.jdbcExecuteStatementStart();
        events.jdbcExecuteStatementEnd();
    }
}
