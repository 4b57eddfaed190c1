package io.tenancy.migrate;

import io.tenancy.migrate.report.RunReport;
import io.tenancy.refusal.TenancyException;

/** A service must not start: it should have migrated the fleet, and could not do all of it. */
public final class FleetFailedException extends TenancyException {

    private final transient RunReport report;

    FleetFailedException(RunReport report) {
        super(null, "The service does not start: the fleet was not migrated.\n" + report.text(), null);
        this.report = report;
    }

    public RunReport report() {
        return report;
    }
}
