package io.tenancy.benchmarks.paging;

import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import java.util.Objects;
import java.util.function.Function;
import org.hibernate.StatelessSession;

/**
 * A way to read something, in a transaction that is bound already.
 *
 * @param answer what was read, for comparison
 */
record Reading(String name, HibernateTenancy tenancy, Function<StatelessSession, Object> answer) implements Contender {

    @Override
    public Block open(int round) {
        TenantScope scope = TenantContext.of(Stage.TENANT).enter();
        StatelessSession session = tenancy.sessionFactory().openStatelessSession();
        session.beginTransaction();
        return new Block() {
            @Override
            public void once() {
                Objects.requireNonNull(answer.apply(session));
            }

            @Override
            public void close() {
                try (scope;
                        session) {
                    session.getTransaction().rollback();
                }
            }
        };
    }

    /** What it reads, once. */
    Object read() {
        try (TenantScope scope = TenantContext.of(Stage.TENANT).enter()) {
            return tenancy.fromStatelessTransaction(answer);
        }
    }
}
