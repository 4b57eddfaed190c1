package io.tenancy.spring.failure;

import io.tenancy.refusal.TenancyConfigurationException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Everything that cannot be served safely: roles, driver options, walls, mappings, properties. */
final class ConfigurationAnalyzer extends AbstractFailureAnalyzer<TenancyConfigurationException> {

    @Override
    protected FailureAnalysis analyze(Throwable root, TenancyConfigurationException cause) {
        var all = new StringBuilder("Tenants cannot be kept apart, so the application does not start:");
        cause.problems().forEach(problem -> all.append("\n  - ").append(problem));
        return new FailureAnalysis(all.toString(), "Mend all of the above; each says how.", cause);
    }
}
