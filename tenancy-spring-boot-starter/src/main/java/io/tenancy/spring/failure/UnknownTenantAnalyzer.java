package io.tenancy.spring.failure;

import io.tenancy.refusal.UnknownTenantException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Something works for a tenant that the directory does not have. */
final class UnknownTenantAnalyzer extends AbstractFailureAnalyzer<UnknownTenantException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, UnknownTenantException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Name it under tenancy.tenants, or register it in the directory in PostgreSQL; where tenancy.tenants names"
                        + " any, the directory in PostgreSQL is not read.",
                cause);
    }
}
