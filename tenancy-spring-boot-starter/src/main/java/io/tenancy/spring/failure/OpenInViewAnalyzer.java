package io.tenancy.spring.failure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Open-in-view. */
final class OpenInViewAnalyzer extends AbstractFailureAnalyzer<OpenInViewException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, OpenInViewException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Remove spring.jpa.open-in-view; without it, it is off. What is read after a transaction must be fetched"
                        + " within it.",
                cause);
    }
}
