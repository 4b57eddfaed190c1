package io.tenancy.audit.gate;

import java.sql.PreparedStatement;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.boot.registry.StandardServiceInitiator;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.engine.jdbc.internal.JdbcServicesImpl;
import org.hibernate.engine.jdbc.spi.JdbcServices;
import org.hibernate.service.spi.ServiceContributor;
import org.hibernate.service.spi.ServiceRegistryImplementor;
import org.hibernate.sql.exec.internal.JdbcSelectExecutorStandardImpl;
import org.hibernate.sql.exec.internal.StandardJdbcMutationExecutor;
import org.hibernate.sql.exec.spi.ExecutionContext;
import org.hibernate.sql.exec.spi.JdbcMutationExecutor;
import org.hibernate.sql.exec.spi.JdbcOperationQueryMutation;
import org.hibernate.sql.exec.spi.JdbcParameterBindings;
import org.hibernate.sql.exec.spi.JdbcSelect;
import org.hibernate.sql.exec.spi.JdbcSelectExecutor;
import org.hibernate.sql.results.spi.ResultsConsumer;
import org.hibernate.sql.results.spi.RowTransformer;
import org.jspecify.annotations.Nullable;

/**
 * Stands where Hibernate executes queries of every sort, HQL, criteria and native, but not what a flush writes. Hibernate
 * finds it by {@code ServiceLoader}.
 */
public final class GatedStatements implements ServiceContributor {

    /** For {@code ServiceLoader}. */
    public GatedStatements() {}

    @Override
    public void contribute(StandardServiceRegistryBuilder builder) {
        builder.addInitiator(new StandardServiceInitiator<JdbcServices>() {
            @Override
            public Class<JdbcServices> getServiceInitiated() {
                return JdbcServices.class;
            }

            @Override
            public JdbcServices initiateService(Map<String, Object> settings, ServiceRegistryImplementor registry) {
                return new Services();
            }
        });
    }

    @SuppressWarnings("serial") // Hibernate's services are serializable by tradition only.
    private static final class Services extends JdbcServicesImpl {

        private static final JdbcMutationExecutor MUTATIONS = new Mutations();
        private static final JdbcSelectExecutor SELECTIONS = new Selections();

        @Override
        public JdbcMutationExecutor getJdbcMutationExecutor() {
            return MUTATIONS;
        }

        @Override
        public JdbcSelectExecutor getJdbcSelectExecutor() {
            return SELECTIONS;
        }
    }

    private static final class Mutations extends StandardJdbcMutationExecutor {

        @Override
        public int execute(
                JdbcOperationQueryMutation mutation,
                JdbcParameterBindings bindings,
                Function<String, PreparedStatement> statements,
                BiConsumer<Integer, PreparedStatement> check,
                ExecutionContext context) {
            var session = context.getSession();
            Optional<RecordedStatement> recorded = Gate.find(session, mutation.getSqlString());
            if (recorded.isEmpty()) {
                return super.execute(mutation, bindings, statements, check, context);
            }
            session.autoFlushIfRequired(mutation.getAffectedTableNames());
            return recorded.orElseThrow()
                    .execute(
                            () -> super.execute(mutation, bindings, statements, check, context),
                            new StatementRun(mutation, bindings, statements, check, context));
        }
    }

    /** A selection may hold common table expressions that write; Hibernate makes such for several tables. */
    private static final class Selections extends JdbcSelectExecutorStandardImpl {

        @Override
        public <T, R> @Nullable T executeQuery(
                JdbcSelect select,
                JdbcParameterBindings bindings,
                ExecutionContext context,
                RowTransformer<R> transformer,
                @Nullable Class<R> type,
                int estimate,
                StatementCreator statements,
                ResultsConsumer<T, R> consumer) {
            Gate.pass(context.getSession(), select.getSqlString());
            return super.executeQuery(select, bindings, context, transformer, type, estimate, statements, consumer);
        }
    }
}
