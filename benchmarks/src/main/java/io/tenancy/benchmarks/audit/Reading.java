package io.tenancy.benchmarks.audit;

import io.tenancy.audit.history.History;
import io.tenancy.audit.history.HistoryPage;
import io.tenancy.benchmarks.timing.Contender;
import io.tenancy.context.TenantScope;
import io.tenancy.hibernate.HibernateTenancy;
import java.sql.SQLException;
import org.hibernate.Session;

/** A page of the history of one row, in a transaction that is bound already. */
record Reading(String name, HibernateTenancy tenancy) implements Contender {

    private static final int PAGE = 20;
    private static final int EVENTS_OF_A_ROW = 50;

    /** Events of many rows, fifty of each, one a second. */
    static void fill(Stage stage, String reader, int events) throws SQLException {
        stage.execute(
                """
                insert into %1$s.audit_event (tenant_id, id, at, kind, entity, entity_id, before, after,
                                              actor_kind, actor, reason, correlation_id, attempt)
                select '%2$s', gen_random_uuid(), now() - interval '1 second' * i, 'UPDATE', 'Parcel', (i / %4$d)::text,
                       '{"amount": 1, "place": "shelf 1"}', '{"amount": 2, "place": "shelf 2"}',
                       'USER', 'ann', 'ticket 4711', 'request-' || i, 1
                  from generate_series(0, %3$d - 1) i;
                """
                        .formatted(Stage.schemaOf(reader), reader, events, EVENTS_OF_A_ROW));
        stage.execute("analyze " + Stage.schemaOf(reader) + ".audit_event");
    }

    @Override
    public Block open(int round) {
        TenantScope scope = Stage.context(name).enter();
        Session session = tenancy.sessionFactory().openSession();
        session.beginTransaction();
        return new Block() {

            private long row;

            @Override
            public void once() {
                HistoryPage page = History.in(session).pagesOf(PAGE).of(Parcels.OnTrail.class, row++ % 2);
                if (page.events().size() != PAGE) {
                    throw new IllegalStateException(
                            "A page has " + page.events().size() + " events.");
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
