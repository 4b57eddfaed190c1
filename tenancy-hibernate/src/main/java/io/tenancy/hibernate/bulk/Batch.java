package io.tenancy.hibernate.bulk;

import java.util.List;
import org.hibernate.Session;
import org.hibernate.SharedSessionContract;
import org.hibernate.StatelessSession;

/** Rows through Hibernate's own JDBC batches, on a session without state in the same transaction. */
record Batch(Operation operation, SharedSessionContract session) {

    void write(List<?> rows) {
        if (session instanceof StatelessSession stateless) {
            write(stateless, rows);
        } else {
            try (StatelessSession beside = ((Session) session)
                    .statelessWithOptions()
                    .connection()
                    .interceptor()
                    .statementInspector()
                    .open()) {
                write(beside, rows);
            }
        }
    }

    private void write(StatelessSession stateless, List<?> rows) {
        switch (operation) {
            case INSERT -> stateless.insertMultiple(rows);
            case UPDATE -> stateless.updateMultiple(rows);
            case DELETE -> stateless.deleteMultiple(rows);
            case UPSERT -> throw new IllegalStateException("Hibernate's upsert leaves the tenant empty.");
        }
    }
}
