package io.tenancy.hibernate.bulk;

import java.util.List;
import java.util.Locale;
import org.hibernate.persister.entity.EntityPersister;

/** What is done with the rows. */
enum Operation {
    INSERT,
    UPDATE,
    UPSERT,
    DELETE;

    /** For the beginning of a message. */
    String title() {
        return "Bulk " + name().toLowerCase(Locale.ROOT);
    }

    /** Whether a row has to have the version that is given. */
    boolean compares(EntityPersister persister) {
        return persister.isVersioned() && (this == UPDATE || this == DELETE);
    }

    BulkResult result(Way way, long inserted, long rows, List<Object> versions) {
        return switch (this) {
            case INSERT -> new BulkResult(way, rows, 0, 0, versions);
            case UPDATE -> new BulkResult(way, 0, rows, 0, versions);
            case UPSERT -> new BulkResult(way, inserted, rows - inserted, 0, versions);
            case DELETE -> new BulkResult(way, 0, 0, rows, List.of());
        };
    }
}
