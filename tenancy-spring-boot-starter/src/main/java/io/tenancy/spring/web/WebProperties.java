package io.tenancy.spring.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How requests name their tenant. All that are set are asked, and must agree.
 *
 * @param claim Claim of the verified token. Where it is set, a request without it is refused, whatever else it says
 * @param header Header that names the tenant
 * @param subdomainOf Base domain, with the tenant as the label in front
 * @param pathAfter Path in front of the tenant's segment, such as /t for /t/acme/orders
 * @param withoutTenant Patterns of paths that are served without a tenant
 * @param correlationHeader Header with the correlation id. Without it in a request, one is made
 */
@ConfigurationProperties("tenancy.web")
public record WebProperties(
        @Nullable String claim,
        @Nullable String header,
        @Nullable String subdomainOf,
        @Nullable String pathAfter,
        @DefaultValue({"/error", "/actuator/**"}) List<String> withoutTenant,
        @DefaultValue("X-Correlation-Id") String correlationHeader) {}
