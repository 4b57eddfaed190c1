package io.tenancy.benchmarks.fetch;

import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantContext;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import org.hibernate.Session;

/** A transaction that is bound already, and one entity after another. */
record Finding(String name, HibernateTenancy tenancy, int finds) implements Contender {

    @Override
    public Block open(int round) {
        TenantScope scope = TenantContext.of(Stage.TENANT).enter();
        Session session = tenancy.sessionFactory().openSession();
        session.beginTransaction();
        return new Block() {
            @Override
            public void once() {
                session.clear();
                for (long id = 1; id <= finds; id++) {
                    session.find(Note.class, id);
                }
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
}
