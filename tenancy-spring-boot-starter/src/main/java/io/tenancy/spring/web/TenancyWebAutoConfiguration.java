package io.tenancy.spring.web;

import io.tenancy.directory.TenantDirectory;
import io.tenancy.event.TenancyListener;
import io.tenancy.postgres.TenantConnections;
import io.tenancy.refusal.TenancyConfigurationException;
import io.tenancy.resolver.ResolverChain;
import io.tenancy.resolver.TenantResolver;
import io.tenancy.spring.data.TenancyAutoConfiguration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Each request of a servlet application is served for its tenant. */
@AutoConfiguration(after = TenancyAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(OncePerRequestFilter.class)
@ConditionalOnBean(TenantDirectory.class)
@EnableConfigurationProperties(WebProperties.class)
public class TenancyWebAutoConfiguration {

    /** Spring Security's filter stands at -100: who asks is known by then. */
    static final int ORDER = -90;

    @Bean
    @ConditionalOnMissingBean
    TenantResolver tenantResolver(WebProperties properties) {
        var others = new ArrayList<TenantResolver>();
        if (properties.header() != null) {
            others.add(TenantResolver.header(properties.header()));
        }
        if (properties.subdomainOf() != null) {
            others.add(TenantResolver.subdomainOf(properties.subdomainOf()));
        }
        if (properties.pathAfter() != null) {
            others.add(new PathResolver(properties.pathAfter()));
        }
        if (properties.claim() != null) {
            return ProvenResolver.of(TenantResolver.verifiedClaim(properties.claim()), others);
        }
        if (others.isEmpty()) {
            throw new TenancyConfigurationException(
                    "Tenancy",
                    List.of(
                            "Nothing says how a request names its tenant. Set tenancy.web.claim, header, subdomain-of or"
                                    + " path-after, or declare a TenantResolver bean."));
        }
        return ResolverChain.of(others.toArray(TenantResolver[]::new));
    }

    @Bean
    FilterRegistrationBean<TenantFilter> tenantFilter(
            TenantResolver resolver,
            VerifiedClaims claims,
            TenantDirectory directory,
            ObjectProvider<TenantConnections> connections,
            WebProperties properties) {
        TenantConnections heard = connections.getIfUnique();
        var registration = new FilterRegistrationBean<>(new TenantFilter(
                resolver, claims, directory, heard == null ? TenancyListener.none() : heard.listener(), properties));
        registration.setOrder(ORDER);
        return registration;
    }

    /** With Spring Security's tokens, theirs. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.security.oauth2.jwt.Jwt")
    @ConditionalOnMissingBean(VerifiedClaims.class)
    static class WithTokens {

        @Bean
        VerifiedClaims verifiedClaims() {
            return new TokenClaims();
        }
    }

    /** Without, none. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("org.springframework.security.oauth2.jwt.Jwt")
    @ConditionalOnMissingBean(VerifiedClaims.class)
    static class WithoutTokens {

        @Bean
        VerifiedClaims verifiedClaims() {
            return VerifiedClaims.none();
        }
    }
}
