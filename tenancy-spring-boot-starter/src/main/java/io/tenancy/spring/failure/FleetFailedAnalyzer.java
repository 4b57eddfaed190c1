package io.tenancy.spring.failure;

import io.tenancy.migrate.FleetFailedException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** The migration at start did not come to its end. */
final class FleetFailedAnalyzer extends AbstractFailureAnalyzer<FleetFailedException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, FleetFailedException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Mend what each line names and start again: what is done stays done, and the rest goes on from there.",
                cause);
    }
}
