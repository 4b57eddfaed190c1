package io.tenancy.hibernate.bulk;

import java.util.List;
import org.hibernate.StatelessSession;

/** Rows through Hibernate's own JDBC batches. */
record Batch(Operation operation, StatelessSession session) {

    /** What Hibernate keeps of a batch until it is sent. */
    private static final int SIZE = 1000;

    void write(List<?> rows) {
        for (int from = 0; from < rows.size(); from += SIZE) {
            send(rows.subList(from, Math.min(from + SIZE, rows.size())));
        }
    }

    private void send(List<?> rows) {
        switch (operation) {
            case INSERT -> session.insertMultiple(rows);
            case UPDATE -> session.updateMultiple(rows);
            case DELETE -> session.deleteMultiple(rows);
            case UPSERT -> throw new IllegalStateException("Hibernate's upsert leaves the tenant empty.");
        }
    }
}
