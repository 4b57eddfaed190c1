package io.tenancy.audit.trigger;

import io.tenancy.audit.office.Office;
import io.tenancy.audit.report.AuditTriggers;
import io.tenancy.hibernate.housing.Housing;
import io.tenancy.testkit.postgres.TestDatabase;
import java.util.List;

/** The office with the triggers that its mapping makes, run by the owner in each place. */
final class Store {

    static final String SCRIPT =
            AuditTriggers.of(Office.shared().housing.tenancy.sessionFactory()).script();

    static {
        run(Housing.ROWS);
        run(Housing.ROWS); // it can be run again
        List.of(Housing.SCHEMA, Housing.OTHER_SCHEMA, Housing.DATABASE, Housing.OTHER_DATABASE)
                .forEach(Store::run);
    }

    private Store() {}

    static Office office() {
        return Office.shared();
    }

    /** As a migration would. */
    static void run(String tenant) {
        TestDatabase database = office().housing.databaseOf(tenant);
        database.execute(database.owner(), "set search_path to " + schemaOf(tenant) + "; " + SCRIPT);
    }

    static String schemaOf(String tenant) {
        return tenant.startsWith("schema") ? Housing.schemaOf(tenant).value() : "app";
    }
}
