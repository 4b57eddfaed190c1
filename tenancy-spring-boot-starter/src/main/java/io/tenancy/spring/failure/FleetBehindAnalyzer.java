package io.tenancy.spring.failure;

import io.tenancy.migrate.FleetBehindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Schemas of tenants lack scripts of the application. */
final class FleetBehindAnalyzer extends AbstractFailureAnalyzer<FleetBehindException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FleetBehindException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Run the migration before this version of the application: the command tenancy-migrate does, and so does"
                        + " tenancy.migration.at-start=migrate.",
                cause);
    }
}
