package io.tenancy.spring.failure;

import io.tenancy.refusal.NoTenantException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Something reads or writes data while the application starts. */
final class NoTenantAnalyzer extends AbstractFailureAnalyzer<NoTenantException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, NoTenantException cause) {
        return new FailureAnalysis(
                "Data was asked for while the application started, and for no tenant: " + cause.getMessage(),
                "Do it for a tenant, TenantContext.of(id).run(...), or for each of TenantDirectory.list(...). What looks at"
                        + " a data source at start, such as a schema initializer, needs one of its own.",
                cause);
    }
}
