package io.tenancy.hibernate.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.SharedSessionContract;
import org.postgresql.PGConnection;

/** One tenant's turn: its entries have ids of their own, ten for each turn. */
record Turn(SessionFactory factory, String tenant, long number, Meeting meeting, AtomicReference<Integer> backend) {

    private static final int ROOM = 10;

    /** Hears which backend serves the turn. */
    interface Meeting {
        void on(int backend);
    }

    Turn(SessionFactory factory, String tenant, long number, Meeting meeting) {
        this(factory, tenant, number, meeting, new AtomicReference<>());
    }

    static long numberOf(long entryId) {
        return entryId / ROOM;
    }

    Entry entry(int part) {
        return new Entry(number * ROOM + part, tenant);
    }

    /** The tenant's first entry is seen, those that this turn wrote, and nobody else's; by HQL and by native SQL. */
    void sees(SharedSessionContract session, int written) {
        var expected = new ArrayList<String>(List.of("0 " + tenant + " " + tenant));
        for (int i = 0; i < written; i++) {
            expected.add(number + " " + tenant + " " + tenant);
        }
        var seen = new ArrayList<String>();
        for (Entry entry : session.createSelectionQuery(
                        "from Entry where id = 0 or id between :from and :to order by id", Entry.class)
                .setParameter("from", number * ROOM)
                .setParameter("to", number * ROOM + ROOM - 1)
                .getResultList()) {
            seen.add(numberOf(entry.id) + " " + entry.tenant + " " + entry.writer);
        }
        assertThat(seen).isEqualTo(expected);
        assertThat(session.createNativeQuery("select distinct tenant_id || ' ' || writer from entry", String.class)
                        .getResultList())
                .containsExactly(tenant + " " + tenant);
    }

    /** Notes the backend once for each turn. */
    void meets(SharedSessionContract session) {
        int pid = session.doReturningWork(
                connection -> connection.unwrap(PGConnection.class).getBackendPID());
        if (backend.compareAndSet(null, pid)) {
            meeting.on(pid);
        }
    }

    void inTransaction(Work work) {
        factory.inTransaction(session -> {
            meets(session);
            work.with(session);
        });
    }

    /** What is done with a session. */
    interface Work {
        void with(Session session);
    }
}
