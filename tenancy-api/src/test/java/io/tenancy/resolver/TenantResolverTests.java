package io.tenancy.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tenancy.TenantId;
import io.tenancy.hostile.HostileNames;
import io.tenancy.refusal.NoTenantException;
import io.tenancy.refusal.ResolutionRefusedException;
import io.tenancy.resolver.Resolution.Absent;
import io.tenancy.resolver.Resolution.Refused;
import io.tenancy.resolver.Resolution.Resolved;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TenantResolverTests {

    private static final TenantId ACME = TenantId.of("acme");

    private final TenantResolver header = TenantResolver.header("X-Tenant");
    private final TenantResolver claim = TenantResolver.verifiedClaim("tenant");
    private final TenantResolver subdomain = TenantResolver.subdomainOf("example.com");

    private static FakeRequest request() {
        return new FakeRequest();
    }

    @Test
    void everyResolverReadsItsOwnPartOfTheRequest() {
        assertThat(header.resolve(request().header("x-tenant", "acme")))
                .isEqualTo(new Resolved(ACME, "header X-Tenant"));
        assertThat(claim.resolve(request().claim("tenant", "acme")))
                .isEqualTo(new Resolved(ACME, "verified claim tenant"));
        assertThat(subdomain.resolve(request().host("acme.example.com")))
                .isEqualTo(new Resolved(ACME, "sub-domain of example.com"));
        assertThat(TenantResolver.fixed(ACME).resolve(request())).isEqualTo(new Resolved(ACME, "fixed"));
    }

    @Test
    void aRequestThatSaysNothingHasNoTenant() {
        FakeRequest other = request().header("X-Other", "acme").claim("sub", "acme");
        for (TenantResolver resolver : new TenantResolver[] {header, claim, subdomain}) {
            assertThat(resolver.resolve(other)).isEqualTo(new Absent());
        }
        assertThatThrownBy(() -> header.requireResolved(other))
                .isInstanceOf(NoTenantException.class)
                .hasMessageStartingWith("Request refused: no resolver found a tenant in it.");
    }

    @Test
    void aHeaderSentTwiceMustSayTheSame() {
        assertThat(header.resolve(request().header("X-Tenant", "acme").header("X-Tenant", "acme")))
                .isEqualTo(new Resolved(ACME, "header X-Tenant"));
        assertThat(header.resolve(request().header("X-Tenant", "acme").header("x-tenant", "globex")))
                .isEqualTo(new Refused("it appears with different values", "header X-Tenant"));
    }

    @Test
    void requireResolvedSaysWhoRefused() {
        assertThatThrownBy(() -> header.requireResolved(request().header("X-Tenant", "a;b")))
                .isInstanceOfSatisfying(ResolutionRefusedException.class, e -> {
                    assertThat(e.by()).isEqualTo("header X-Tenant");
                    assertThat(e.reason()).isEqualTo("what it holds breaks the rule of tenant ids");
                    assertThat(e.findTenant()).isEmpty();
                });
        assertThat(header.requireResolved(request().header("X-Tenant", "acme")).id())
                .isEqualTo(ACME);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acme.example.com",
                "acme.example.com:8443",
                "ACME.Example.COM",
                "acme.example.com.",
                "acme.example.com.:443"
            })
    void aSubdomainIsReadWhateverPortCaseOrTrailingDot(String host) {
        assertThat(subdomain.resolve(request().host(host))).isEqualTo(new Resolved(ACME, "sub-domain of example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "example.com",
                "EXAMPLE.com:80",
                "example.com.",
                "acme.example.org",
                "acme.example.com.evil.org",
                "acmeexample.com",
                "evil-example.com",
                "acme.example.com..",
                "acme.example.com:port",
                "acme.example.com:443:80",
                "localhost",
                "127.0.0.1:8080",
                "[::1]:8080",
                ""
            })
    void otherHostsSayNothing(String host) {
        assertThat(subdomain.resolve(request().host(host))).isEqualTo(new Absent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "www.acme.example.com",
                "acme.globex.example.com",
                ".example.com",
                "..example.com",
                "acme..example.com",
                "\u212aelvin.example.com",
                "acme\u3002example.com.example.com",
                "acme\0.example.com",
                "acme globex.example.com"
            })
    void nestedAndHostileSubdomainsAreRefused(String host) {
        assertThat(subdomain.resolve(request().host(host))).isInstanceOf(Refused.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".example.com", "example.com.", "Example.com", "example..com", "-example.com", "a b"})
    void refusesABaseDomainThatIsNone(String base) {
        assertThatThrownBy(() -> TenantResolver.subdomainOf(base))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a domain name");
    }

    static Stream<String> hostile() {
        return HostileNames.known().stream();
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void refusesHostileNamesWithoutRepeatingThem(String hostile) {
        assertRefusedEverywhere(hostile);
    }

    @Test
    void refusesThousandsOfHostileNames() {
        HostileNames.all().forEach(this::assertRefusedEverywhere);
    }

    private void assertRefusedEverywhere(String hostile) {
        assertRefused(header, request().header("X-Tenant", hostile));
        assertRefused(claim, request().claim("tenant", hostile));
        // To DNS, upper case is the same name, hence no attack there.
        if (!hostile.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,62}")) {
            assertNotResolved(subdomain, request().host(hostile + ".example.com"));
        }
        assertRefused(
                ResolverChain.of(claim, header),
                request().claim("tenant", "acme").header("X-Tenant", hostile));
    }

    private static void assertRefused(TenantResolver resolver, TenantRequest request) {
        assertThat(resolver.resolve(request)).isInstanceOf(Refused.class);
        assertNotResolved(resolver, request);
    }

    private static void assertNotResolved(TenantResolver resolver, TenantRequest request) {
        assertThatThrownBy(() -> resolver.requireResolved(request))
                .isInstanceOf(ResolutionRefusedException.class)
                .hasMessageMatching(
                        "The tenant of the request was refused by [A-Za-z. ,-]+: [a-z -]+\\. Do not serve it\\.");
    }
}
