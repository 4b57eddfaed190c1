package io.tenancy.spring.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tenancy.TenantId;
import io.tenancy.directory.InMemoryTenants;
import io.tenancy.directory.TenantDirectory;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.resolver.TenantResolver;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.filter.OncePerRequestFilter;

class WebConditionTests {

    private static final AutoConfigurations CONFIGURATIONS = AutoConfigurations.of(TenancyWebAutoConfiguration.class);
    private static final String FILTER = "tenantFilter";

    private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
            .withConfiguration(CONFIGURATIONS)
            .withBean(TenantDirectory.class, InMemoryTenants::of)
            .withPropertyValues("tenancy.web.header=X-Tenant");

    @Test
    void filtersRequestsOfAServletApplication() {
        runner.run(context -> assertThat(context).hasNotFailed().hasBean(FILTER));
        new ApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(TenantDirectory.class, InMemoryTenants::of)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
        runner.withClassLoader(new FilteredClassLoader(OncePerRequestFilter.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(FILTER));
    }

    @Test
    void claimsAreThoseOfTokensWhereThereAreAny() {
        runner.run(context -> assertThat(context.getBean(VerifiedClaims.class)).isInstanceOf(TokenClaims.class));
        runner.withClassLoader(new FilteredClassLoader(Jwt.class))
                .run(context -> assertThat(context.getBean(VerifiedClaims.class).find("tenant"))
                        .isEmpty());
        runner.withBean("own", VerifiedClaims.class, () -> name -> Optional.of("acme"))
                .run(context ->
                        assertThat(context).hasSingleBean(VerifiedClaims.class).hasBean("own"));
    }

    @Test
    void theResolverMayBeTheApplications() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(TenantDirectory.class, InMemoryTenants::of)
                .withBean("own", TenantResolver.class, () -> TenantResolver.fixed(TenantId.of("acme")))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(TenantResolver.class)
                        .hasBean(FILTER));
    }

    @Test
    void saysWhatToSetWithoutAResolver() {
        new WebApplicationContextRunner()
                .withConfiguration(CONFIGURATIONS)
                .withBean(TenantDirectory.class, InMemoryTenants::of)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(TenancyConfigurationException.class)
                        .hasMessageContaining("tenancy.web.claim"));
    }
}
